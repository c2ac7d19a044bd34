//! Settings a district decides for itself.

use super::SetSetting;
use crate::{
    domain::setting::{self, SETTINGS},
    ops::{OpFault, OpResult, Tx},
};

pub(in crate::ops) fn set_setting(tx: &mut Tx<'_>, args: SetSetting) -> OpResult<String> {
    let Some(known) = setting::known(&args.key) else {
        let keys: Vec<_> = SETTINGS.iter().map(|known| format!("{}（{}）", known.key, known.label)).collect();
        return Err(OpFault::field("key", format!("没有「{}」这项设置，可选：{}", args.key, keys.join("、"))));
    };
    let value = known.check(&args.value).map_err(|fault| OpFault::field("value", fault))?;
    let id = tx.id();
    tx.store.set_setting(id, known.key, &value)?;
    Ok(if value.is_empty() {
        format!("清空设置「{}」", known.label)
    } else {
        format!("设置「{}」改为「{value}」", known.label)
    })
}
