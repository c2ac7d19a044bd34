//! The ranking within 镇、街道 and within 部门, ties sharing their rank (G13), and the totals as bars.

use egui::{RichText, ScrollArea, TextStyle, Ui};

use super::rail::tone;
use crate::{
    domain::assess::RankGroup,
    ops::query::assess::{ObjectLine, YearOverview},
    ui::{
        theme::{self, Tone},
        widgets::{
            bar_chart::{Bar, lying},
            page::card,
        },
    },
};

pub fn show(ui: &mut Ui, year: &YearOverview) {
    let colours = theme::palette(ui);
    ScrollArea::vertical().id_salt("排名").auto_shrink(false).show(ui, |ui| {
        for group in RankGroup::ALL {
            let lines = year.ranked(group);
            if lines.is_empty() {
                continue;
            }
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    ui.label(RichText::new(group.label()).text_style(theme::text::section()));
                    ui.label(RichText::new(summary(&lines)).text_style(TextStyle::Small).color(colours.quiet));
                });
                let bars: Vec<Bar> = lines.iter().map(|line| bar(line, year.full_marks.0)).collect();
                lying(ui, &bars, 168.0);
            });
        }
        let note =
            "同分并列，其后名次顺延；部门与镇、街道分别排名（建议做法，非文件规定）。等次按准确总分确定，不作进位。";
        ui.add(egui::Label::new(RichText::new(note).text_style(TextStyle::Small).color(colours.quiet)).wrap());
    });
}

fn bar(line: &ObjectLine, full: i64) -> Bar {
    let (place, figure, tone) = match (line.rank, &line.band) {
        (Some(rank), Some(band)) => {
            (format!("{rank}"), format!("{} {}", line.total.so_far, band.name), tone(&band.name))
        }
        _ => ("—".to_owned(), format!("已评 {}/{} 项", line.marked, line.items), Tone::Neutral),
    };
    let detail = format!("合计 {} 分，满分 {} 分", line.total.so_far, crate::domain::assess::Tenths(full));
    Bar::new(format!("{place}　{}", line.name), line.total.so_far.0, full, figure).tone(tone).detail(detail)
}

/// 「优秀 3 · 良好 6 · 未评完 2」.
fn summary(lines: &[&ObjectLine]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for line in lines {
        let word = line.band.as_ref().map_or("未评完", |band| band.name.as_str());
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    counts.iter().map(|(word, count)| format!("{word} {count}")).collect::<Vec<_>>().join(" · ")
}
