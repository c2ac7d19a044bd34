//! Why a workspace could not be opened or made, and what can be done about it.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::Wanted;
use crate::{
    ops::{Notice, OpFault},
    store::StoreFault,
    ui::{
        theme::Tone,
        widgets::{button, notice::Notice as Panel},
    },
};

/// A refusal that stands over the page until it is closed or another way is taken.
pub struct Trouble {
    notice: Notice,
    dir: PathBuf,
    damaged: bool,
}

/// What the person wants to do about it.
pub enum Answer {
    Close,
    ReadOnly(PathBuf),
    Restore(PathBuf),
}

impl Trouble {
    pub fn new(wanted: &Wanted, fault: &OpFault) -> Self {
        let damaged = matches!(fault, OpFault::Store(StoreFault::Corrupt { .. } | StoreFault::Value { .. }));
        let opening = matches!(wanted, Wanted::Open(_) | Wanted::Sample(_));
        Self { notice: fault.notice(), dir: wanted.dir().to_owned(), damaged: damaged && opening }
    }

    pub fn show(&self, ui: &mut Ui) -> Option<Answer> {
        let own = |path: &Path| path.to_owned();
        let mut answer = None;
        let panel = Panel::new(Tone::Danger, &self.notice.title).next(&self.notice.next).details(&self.notice.detail);
        panel.show(ui, |ui| {
            if self.damaged {
                if ui.add(button::quiet("从备份恢复…")).clicked() {
                    answer = Some(Answer::Restore(own(&self.dir)));
                }
                if ui.add(button::quiet("只读打开")).clicked() {
                    answer = Some(Answer::ReadOnly(own(&self.dir)));
                }
            }
            if ui.add(button::quiet("知道了")).clicked() {
                answer = Some(Answer::Close);
            }
        });
        ui.add_space(8.0);
        answer
    }
}
