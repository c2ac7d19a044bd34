//! 设置: appearance, operators, the district's own settings, the workspace with its backups and checks, and what this
//! program is made of.

mod about;
mod appearance;
mod calendar;
mod known;
mod limits;
mod operator_form;
mod operators;
mod workspace;

use egui::{ScrollArea, Ui};

use self::{calendar::WorkCalendar, known::Known, limits::StepLimits, operators::Operators, workspace::WorkspaceFacts};
use crate::{
    ops::Changes,
    ui::{
        cx::Cx,
        widgets::{choice::segments, page::PageHead},
    },
};

#[derive(Default)]
pub struct Settings {
    part: Part,
    operators: Operators,
    known: Known,
    workspace: WorkspaceFacts,
    calendar: WorkCalendar,
    limits: StepLimits,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    General,
    Calendar,
    Operators,
    Workspace,
    About,
}

impl Part {
    const ALL: [Self; 5] = [Self::General, Self::Calendar, Self::Operators, Self::Workspace, Self::About];

    fn label(&self) -> &'static str {
        match self {
            Self::General => "常用设置",
            Self::Calendar => "工作日历和时限",
            Self::Operators => "操作员",
            Self::Workspace => "工作区与备份",
            Self::About => "关于",
        }
    }
}

impl Settings {
    pub fn has_unsaved(&self) -> bool {
        self.operators.has_unsaved()
            || self.known.has_unsaved()
            || self.calendar.has_unsaved()
            || self.limits.has_unsaved()
    }

    pub fn discard(&mut self) {
        self.operators.discard();
        self.known.discard();
        self.calendar.discard();
        self.limits.discard();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(&["operator", "grid", "grid_version"]) {
            self.operators.invalidate();
        }
        if changes.touch(&["holiday"]) {
            self.calendar.invalidate();
        }
        if changes.touch(&["step_limit"]) {
            self.limits.invalidate();
        }
        if changes.touch(&["setting"]) {
            self.known.invalidate();
        }
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("设置").show(ui);
        if segments(ui, &mut self.part, &Part::ALL, Part::label) && self.part == Part::Workspace {
            self.workspace.invalidate();
        }
        ui.add_space(4.0);
        if self.part == Part::Calendar {
            self.limits.drawer(ui, cx);
        }
        match self.part {
            Part::Operators => self.operators.show(ui, cx),
            part => {
                ScrollArea::vertical().id_salt(part.label()).auto_shrink(false).show(ui, |ui| match part {
                    Part::General => {
                        appearance::show(ui, cx);
                        self.known.show(ui, cx);
                    }
                    Part::Calendar => {
                        self.calendar.show(ui, cx);
                        ui.add_space(8.0);
                        self.limits.show(ui, cx);
                    }
                    Part::Workspace => self.workspace.show(ui, cx),
                    Part::Operators | Part::About => about::show(ui),
                });
            }
        }
    }
}
