//! What a change of office will bring, shown in its form before it is saved.

use egui::{Frame, Label, RichText, Ui};

use crate::{
    domain::date::chinese,
    ops::{
        Command, OpFault, OpResult,
        foresight::{Foresight, Leaving, foresee},
        query::tenure::HeldDuty,
    },
    session::Ticket,
    ui::{
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::chip::chip,
    },
};

/// The change, and how many operations there were: a later one may bring something else.
type Key = (Command, u64);
type Answer = OpResult<Option<Foresight>>;

/// What would follow from the form as it is filled in.
#[derive(Default)]
pub struct Foreseen {
    asked: Option<(Key, Ticket<Answer>)>,
    shown: Option<(Key, Answer)>,
}

impl Foreseen {
    /// Has the change rehearsed when it is another than before; nothing is shown for a form that is not complete.
    pub fn read(&mut self, cx: &mut Cx<'_>, command: Option<Command>) {
        let Some(command) = command else {
            (self.asked, self.shown) = (None, None);
            return;
        };
        let key = (command, cx.office.operations);
        let known = self.shown.as_ref().is_some_and(|(of, _)| *of == key);
        let underway = self.asked.as_ref().is_some_and(|(of, _)| *of == key);
        if !known && !underway {
            let command = key.0.clone();
            self.asked = Some((key, cx.session.ask(move |ws| foresee(ws, &command))));
        }
        if let Some(answer) = self.asked.as_ref().and_then(|(_, ticket)| ticket.poll())
            && let Some((key, _)) = self.asked.take()
        {
            self.shown = answer.ok().map(|answer| (key, answer));
        }
    }

    /// Who would leave.
    pub fn leaving(&self) -> Option<&Leaving> {
        self.foresight()?.leaving.as_ref()
    }

    fn foresight(&self) -> Option<&Foresight> {
        self.shown.as_ref()?.1.as_ref().ok()?.as_ref()
    }

    /// The panel under the fields.
    pub fn show(&self, ui: &mut Ui) {
        let lines: Box<dyn FnOnce(&mut Ui)> = match self.shown.as_ref().map(|(_, answer)| answer) {
            Some(Ok(Some(foresight))) => Box::new(|ui| follows(ui, foresight)),
            Some(Err(OpFault::Input(faults))) => Box::new(|ui| {
                let words: Vec<_> = faults.0.iter().map(|fault| fault.message.as_str()).collect();
                warning(ui, &format!("还不能保存：{}", words.join("；")));
            }),
            _ => return,
        };
        ui.add_space(4.0);
        let frame = Frame::NONE.fill(theme::palette(ui).sunken).corner_radius(6).inner_margin(12.0);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            lines(ui);
        });
    }
}

fn follows(ui: &mut Ui, foresight: &Foresight) {
    let day = chinese(foresight.from);
    ui.label(RichText::new(format!("保存后，自{day}起")).text_style(theme::text::strong()));
    if let Some(leaving) = &foresight.leaving {
        ui.add(Label::new(format!("{}离任（{}起任职）", leaving.name, chinese(leaving.since))).wrap());
    }
    for text in &foresight.warnings {
        warning(ui, text);
    }
    if !foresight.taken_over {
        ui.horizontal(|ui| {
            chip(ui, Tone::Danger, "空缺");
            ui.label(if foresight.duties.is_empty() { "职务空缺" } else { "职务和下列职责空缺" });
        });
    } else if foresight.duties.is_empty() {
        quiet(ui, "没有随之变动的网格职责");
    } else {
        ui.label("接任人承担：");
    }
    for (place, duty) in foresight.duties.iter().enumerate() {
        ui.push_id(place, |ui| duty_lines(ui, duty));
    }
    quiet(ui, &format!("{day}以前的表册和记录不变。"));
}

/// The duty, and under it what goes along with it.
fn duty_lines(ui: &mut Ui, duty: &HeldDuty) {
    ui.add(Label::new(format!("· {}{}", duty.place, duty.role.label())).wrap());
    let charged: Vec<_> = duty.charges.iter().map(|charge| charge.name.as_str()).collect();
    let charged = (!charged.is_empty()).then(|| format!("包联{}", charged.join("、")));
    let paired = duty.pairings.iter().map(|pairing| {
        let limit = pairing.grid.as_ref().map(|grid| format!("，限{grid}")).unwrap_or_default();
        format!("对应{} {}{limit}", pairing.role.label(), pairing.who)
    });
    let sent = duty.delegates.iter().map(|sent| format!("指派的专人 {}", sent.name));
    let lines: Vec<String> = charged.into_iter().chain(paired).chain(sent).collect();
    if !lines.is_empty() {
        ui.indent("随带", |ui| lines.iter().for_each(|line| quiet(ui, line)));
    }
}

fn quiet(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).small().color(theme::palette(ui).quiet)).wrap());
}

fn warning(ui: &mut Ui, text: &str) {
    let colour = theme::palette(ui).tone(Tone::Warning).text;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(Icon::Warning.text(16.0).color(colour));
        ui.add(Label::new(RichText::new(text).color(colour)).wrap());
    });
}
