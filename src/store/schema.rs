//! Schema steps: `user_version` counts them, released ones are frozen (A10).

use rusqlite::Connection;

use super::StoreResult;

/// 「GNGB」: marks a file as ours.
pub const APPLICATION_ID: i64 = 0x474E_4742;

/// Every step that ever shipped, in order.
pub const STEPS: &[&str] = &[
    include_str!("schema/001.sql"),
    include_str!("schema/002_reform.sql"),
    include_str!("schema/003_delegate.sql"),
    include_str!("schema/004_mechanism.sql"),
    include_str!("schema/005_issuance.sql"),
    include_str!("schema/006_indexes.sql"),
    include_str!("schema/007_patrol_rule.sql"),
    include_str!("schema/008_problem.sql"),
    include_str!("schema/009_track.sql"),
    include_str!("schema/010_calendar.sql"),
    include_str!("schema/011_tip.sql"),
    include_str!("schema/012_clue.sql"),
    include_str!("schema/013_search.sql"),
    include_str!("schema/014_hint.sql"),
];

/// The schema this program writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// Brings a database up to [`VERSION`], each step in its own transaction.
pub fn upgrade(conn: &mut Connection, from: i64) -> StoreResult<()> {
    for (place, step) in STEPS.iter().enumerate().skip(from as usize) {
        let tx = conn.transaction()?;
        tx.execute_batch(step)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", place as i64 + 1)?;
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use sm3::{Digest, Sm3};

    use super::*;

    /// A changed digest means a released step was edited: add a new step instead.
    const FROZEN: [&str; 14] = [
        "fec4e79d49904457827833ddace12216f5c6835ddcc33ec4535f915962f936cb",
        "e7a408b35e0eca618b09114835378f550906a1de7c19109ebc8f44fbc1fa02bf",
        "9ce945e37720d23e9b691c40f4ea9ab7f27986184eae04755974a923debb57a6",
        "18d66e326e69640ae4f233132f3fdac1be90b52448e0bb0d0ddbca6f3d117913",
        "5867ac8bbfd30f66b0c4e6b9946c7025a55a2a2f54cad57089e05e252300055a",
        "5ba18efd0203f31ba99f4b98e024d0eb16d0e7b854cf70cc0517ec45dcecc87d",
        "49fc9f58771d4e6b05ccf898000f06cad8f8a174a950beb74e612304a08da562",
        "029b82c3be1f0f50cb49f881a8c4b4c60381985d6b22cdc48ec295f2442ba17d",
        "078ec2398209673bbb0146187c71668aef924a2bc6f268762049ba33f9a1deeb",
        "e60a11ec5c7255768481b6873f68073de3de0d73e59b158f2edadbee3edb6f82",
        "a0a4dc0bf2a07b8cfd33130d9f6adc6fea5f6c97d43b04050e6c3bb64d721770",
        "7997c1a164671154996654f969bf1d273ebf21f17df4e57ccb3b3c3e8aa2a53c",
        "786edbc2db7d5134e26843223b2bd613bf92253dfa8af30b56277fbd42e37a20",
        "8de7bf5525484da8e5ea53e95ab67d92d9431f7b4e4f726c5736c52c177a1947",
    ];

    #[test]
    fn released_steps_are_frozen() {
        for (step, frozen) in STEPS.iter().zip(FROZEN) {
            let digest: String = Sm3::digest(step.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digest, frozen);
        }
        assert_eq!(STEPS.len(), FROZEN.len());
    }

    #[test]
    fn every_table_is_strict() {
        let mut conn = Connection::open_in_memory().unwrap();
        upgrade(&mut conn, 0).unwrap();
        let loose: i64 = conn
            .query_row("select count(*) from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite%'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(loose, 0);
    }
}
