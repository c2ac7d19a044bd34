//! The sheets by name, in groups, as the left side lists them.

use egui::{Color32, CornerRadius, CursorIcon, RichText, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use crate::{
    session::sheet::Sheet,
    ui::{icon::Icon, theme, widgets::paint},
};

const ROW: f32 = 30.0;

/// A kind of sheet; what it is of is asked under the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    District,
    Towns,
    Villages,
    Changes,
    Public,
    Blank,
    Certificate,
    Bridge,
    Filings,
    Pledges,
    Patrols,
    Problems,
    ProblemPapers,
    Score,
    Ranking,
    MonthlySummary,
    MonthlyMissing,
    Hearings,
}

impl Kind {
    /// The kinds in their groups.
    const GROUPS: &[(&'static str, &[Self])] = &[
        ("网格体系", &[Self::District, Self::Towns, Self::Villages, Self::Changes, Self::Public, Self::Certificate]),
        ("机制台账", &[Self::Filings, Self::Pledges]),
        ("巡查与问题", &[Self::Patrols, Self::Problems, Self::ProblemPapers]),
        ("月报", &[Self::MonthlySummary, Self::MonthlyMissing, Self::Hearings]),
        ("考核", &[Self::Score, Self::Ranking]),
        ("其他", &[Self::Bridge, Self::Blank]),
    ];

    /// Which kind a sheet is of; none for those that only other pages ask for.
    pub fn of(sheet: &Sheet) -> Option<Self> {
        Some(match sheet {
            Sheet::District => Self::District,
            Sheet::Town(_) | Sheet::Towns(_) => Self::Towns,
            Sheet::Village(_) | Sheet::Villages(..) => Self::Villages,
            Sheet::Changes(_) => Self::Changes,
            Sheet::Public(_) | Sheet::PublicAll(..) => Self::Public,
            Sheet::Blank(..) => Self::Blank,
            Sheet::Bridge(_) => Self::Bridge,
            Sheet::Filings(_) => Self::Filings,
            Sheet::Pledges(_) => Self::Pledges,
            Sheet::Certificate(_) => Self::Certificate,
            Sheet::Score(_) => Self::Score,
            Sheet::Ranking(_) => Self::Ranking,
            Sheet::Patrols(_) => Self::Patrols,
            Sheet::Completion(_) => return None,
            Sheet::MonthlySummary(..) => Self::MonthlySummary,
            Sheet::MonthlyMissing(..) => Self::MonthlyMissing,
            Sheet::Hearings(..) => Self::Hearings,
            Sheet::MonthlyReport(_) => return None,
            Sheet::Problems(_) => Self::Problems,
            Sheet::ProblemPapers { .. } => Self::ProblemPapers,
            Sheet::ProblemPaper { .. } => return None,
            Sheet::ClueBoard(_) | Sheet::ClueUnanswered(..) | Sheet::ClueCheck(_) | Sheet::ClueChecks(..) => {
                return None;
            }
            Sheet::Handover { .. } | Sheet::Term { .. } | Sheet::Trace(_) | Sheet::Group(_) | Sheet::Diagram(_) => {
                return None;
            }
        })
    }

    /// Name, what it is of, and picture.
    fn words(self) -> (&'static str, &'static str, Icon) {
        match self {
            Self::District => ("附件2", "一级网格监督监管表", Icon::Grids),
            Self::Towns => ("附件3", "二级网格监督监管表", Icon::Grids),
            Self::Villages => ("附件4", "三级网格监督监管表", Icon::Grids),
            Self::Changes => ("变动对照表", "与上次印发相比", Icon::Move),
            Self::Public => ("责任人公示", "对外张贴", Icon::People),
            Self::Certificate => ("体系检查证明", "附例外清单", Icon::Done),
            Self::Filings => ("报备情况表", "网格划分报备", Icon::Mechanism),
            Self::Pledges => ("责任书台账", "目标责任书", Icon::Mechanism),
            Self::Bridge => ("数据口径对照表", "区划调整前后", Icon::Merge),
            Self::Blank => ("空白表", "打印后手工填写", Icon::Document),
            Self::Score => ("考核评分表", "一个单位一个年度", Icon::Assess),
            Self::Ranking => ("考核结果汇总表", "一个年度的全部单位", Icon::Chart),
            Self::Patrols => ("巡查台账", "按日期和网格", Icon::Patrol),
            Self::MonthlySummary => ("月报汇总表", "村、镇、区", Icon::Calendar),
            Self::MonthlyMissing => ("月报未报名单", "一个月份", Icon::Calendar),
            Self::Hearings => ("听取汇报台账", "一个年度", Icon::People),
            Self::Problems => ("问题台账", "按日期和网格", Icon::Problem),
            Self::ProblemPapers => ("问题文书", "处置单、通知书等", Icon::Document),
        }
    }
}

/// Name, what it is of, and picture of a sheet that only other pages ask for.
fn words_of(sheet: &Sheet) -> (&'static str, &'static str, Icon) {
    match sheet {
        Sheet::Handover { .. } => ("交接清单", "一个人一次交接", Icon::Person),
        Sheet::Completion(_) => ("应巡实巡情况表", "一段时间", Icon::Chart),
        Sheet::MonthlyReport(_) => ("网格员月报表", "一人一个月", Icon::Person),
        Sheet::Group(_) => ("领导小组名单", "一个领导小组", Icon::People),
        Sheet::Diagram(_) => ("网格导图", "各级网格", Icon::Grids),
        Sheet::ClueBoard(_) => ("图斑汇总表", "一个批次按镇街", Icon::Place),
        Sheet::ClueUnanswered(..) => ("图斑未回复清单", "一个批次", Icon::Place),
        Sheet::ClueCheck(_) | Sheet::ClueChecks(..) => ("图斑核查表", "每个图斑一页", Icon::Place),
        Sheet::ProblemPaper { paper, .. } => (paper.label(), "一件问题", Icon::Problem),
        Sheet::Trace(_) => ("责任追溯单", "一个地方的一天", Icon::Place),
        _ => ("任期履职情况表", "一个人一段任期", Icon::Person),
    }
}

/// The list; a sheet that another page asked for stands on top until another is chosen.
pub fn list(ui: &mut Ui, chosen: &mut Kind, asked: &mut Option<Sheet>) {
    if let Some(sheet) = asked {
        entry(ui, words_of(sheet), true);
        ui.add_space(6.0);
    }
    for (group, kinds) in Kind::GROUPS {
        let quiet = theme::palette(ui).quiet;
        ui.label(RichText::new(*group).text_style(TextStyle::Small).color(quiet));
        for kind in *kinds {
            if entry(ui, kind.words(), asked.is_none() && *chosen == *kind) {
                (*chosen, *asked) = (*kind, None);
            }
        }
        ui.add_space(6.0);
    }
}

fn entry(ui: &mut Ui, (title, hint, icon): (&str, &str, Icon), chosen: bool) -> bool {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, title));
    let ground = match (chosen, response.hovered()) {
        (true, _) => colours.selected,
        (false, true) => colours.hover,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::same(theme::CORNER), ground);
    if response.has_focus() {
        paint::focus(ui, rect);
    }
    let ink = if chosen { colours.primary_text } else { colours.text };
    paint::at_left(ui, rect, rect.left() + 8.0, paint::icon(ui, icon, 18.0, ink));
    let left = rect.left() + 34.0;
    let name = paint::line(ui, title, paint::strong(ui), ink, rect.width() - 42.0);
    let after = left + name.size().x + 8.0;
    paint::at_left(ui, rect, left, name);
    let hint_line = paint::line(ui, hint, paint::small(ui), colours.quiet, (rect.right() - 6.0 - after).max(0.0));
    paint::at_left(ui, rect, after, hint_line);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked()
}
