//! The welcome page: the sample district, a new workspace, one that exists, one from a backup, and the recent ones.

mod form;
mod new;
pub(in crate::ui::screens) mod path_field;
mod recent;
mod start;
mod trouble;
mod wanted;

use egui::{CentralPanel, Frame, Margin, RichText, ScrollArea, TextStyle, Ui, vec2};

pub use self::wanted::Wanted;
use self::{
    form::{OpenForm, RestoreForm, SampleForm},
    new::NewForm,
    recent::Recent,
    start::Choice,
    trouble::Trouble,
};
use crate::{
    domain::plan::plan,
    ops::OpFault,
    session::Preferences,
    ui::{dialogs::Dialogs, icon::Icon, theme},
};

/// Width of what stands in the middle of the page.
const WIDTH: f32 = 920.0;

/// The page before a workspace is open. What was typed stays when opening or making one was refused.
#[derive(Default)]
pub struct Welcome {
    step: Step,
    recent: Option<Recent>,
    trouble: Option<Trouble>,
}

/// What the page asks for at the moment.
#[derive(Default)]
enum Step {
    #[default]
    Start,
    Sample(SampleForm),
    New(NewForm),
    Open(OpenForm),
    Restore(RestoreForm),
}

/// How a form of this page ended in a frame.
enum Ended {
    Back,
    Wants(Wanted),
}

impl Welcome {
    /// Takes note of what was refused, to be shown with what can be done about it.
    pub fn refused(&mut self, wanted: &Wanted, fault: &OpFault) {
        self.trouble = Some(Trouble::new(wanted, fault));
        self.recent = None;
    }

    /// Draws the page; answers what is to be opened or made.
    pub fn show(&mut self, ui: &mut Ui, preferences: &mut Preferences, dialogs: &mut Dialogs) -> Option<Wanted> {
        let ground = Frame::NONE.fill(theme::palette(ui).ground).inner_margin(Margin::symmetric(24, 0));
        CentralPanel::default()
            .frame(ground)
            .show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.page(ui, preferences, dialogs)).inner
            })
            .inner
    }

    fn page(&mut self, ui: &mut Ui, preferences: &mut Preferences, dialogs: &mut Dialogs) -> Option<Wanted> {
        let width = ui.available_width().min(WIDTH);
        let left = ((ui.available_width() - width) / 2.0).max(0.0);
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(left);
            ui.allocate_ui(vec2(width, height), |ui| {
                ui.set_width(width);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing = vec2(theme::GAP, theme::GAP);
                    ui.add_space((height * 0.09).clamp(20.0, 84.0));
                    head(ui);
                    ui.add_space(20.0);
                    let wanted = self.trouble(ui).or(self.body(ui, preferences, dialogs));
                    ui.add_space(24.0);
                    wanted
                })
                .inner
            })
            .inner
        })
        .inner
    }

    fn trouble(&mut self, ui: &mut Ui) -> Option<Wanted> {
        let answer = self.trouble.as_ref()?.show(ui)?;
        self.trouble = None;
        match answer {
            trouble::Answer::Close => None,
            trouble::Answer::ReadOnly(dir) => Some(Wanted::ReadOnly(dir)),
            trouble::Answer::Restore(dir) => {
                self.step = Step::Restore(RestoreForm::beside(&dir));
                None
            }
        }
    }

    fn body(&mut self, ui: &mut Ui, preferences: &mut Preferences, dialogs: &mut Dialogs) -> Option<Wanted> {
        let ended = match &mut self.step {
            Step::Start => {
                let recent = self.recent.get_or_insert_with(|| Recent::of(preferences));
                match start::show(ui, recent, preferences)? {
                    Choice::Sample => self.step = Step::Sample(SampleForm::default()),
                    Choice::New => self.step = Step::New(NewForm::default()),
                    Choice::Open => self.step = Step::Open(OpenForm::default()),
                    Choice::Restore => self.step = Step::Restore(RestoreForm::default()),
                    Choice::Recent(dir) => return Some(Wanted::Open(dir)),
                }
                self.trouble = None;
                return None;
            }
            Step::Sample(form) => form.show(ui, dialogs),
            Step::New(form) => form.show(ui, dialogs),
            Step::Open(form) => form.show(ui, dialogs),
            Step::Restore(form) => form.show(ui, dialogs),
        };
        match ended? {
            Ended::Back => {
                (self.step, self.trouble) = (Step::Start, None);
                None
            }
            Ended::Wants(wanted) => Some(wanted),
        }
    }
}

/// Name of the program and the document it serves.
fn head(ui: &mut Ui) {
    let colours = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(Icon::Grids.text(44.0).color(colours.primary_text));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(RichText::new("耕保").text_style(theme::text::title()));
            let served = format!("耕地保护网格化监督管理　{}", plan().number);
            ui.label(RichText::new(served).text_style(TextStyle::Small).color(colours.quiet));
        });
    });
}
