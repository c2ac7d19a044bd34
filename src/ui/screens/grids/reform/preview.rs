//! What a reform will change, tried out and taken back before anything is saved, and what has to end with it.

use egui::{RichText, Ui};

use crate::{
    ops::{
        Command, OpFault, OpResult, Outcome, Refusal,
        query::reform::{self as query, Impact},
    },
    session::{Loaded, Ticket},
    ui::{
        cx::Cx,
        theme::{self, Tone},
        widgets::{
            check::check,
            form::{Field, Form},
            notice::Notice,
        },
    },
};

/// How many names are listed before it is said how many more there are.
const NAMED: usize = 12;

/// A command with the number of operations before it: after another one it may turn out otherwise.
type Key = (Command, u64);

#[derive(Default)]
pub struct Preview {
    asked: Option<(Key, Ticket<OpResult<Outcome>>)>,
    tried: Option<(Key, OpResult<Outcome>)>,
    impact: Loaded<Key, OpResult<Impact>>,
}

impl Preview {
    /// `command` is what would be sent now; none while something is missing.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        cx: &mut Cx<'_>,
        command: Option<Command>,
        end_open: &mut bool,
    ) {
        let Some(command) = command else {
            let quiet = theme::palette(ui).quiet;
            ui.label(RichText::new("填好以上各项后，这里列出将要发生的变化。").color(quiet));
            return;
        };
        let key = (command, cx.office.operations);
        self.read(cx, &key);
        let mut listed = false;
        if let Some(Ok(impact)) = self.impact.shown().filter(|_| self.impact.shown_key() == Some(&key))
            && !impact.open.is_empty()
        {
            open_items(ui, form, impact, end_open);
            listed = true;
        }
        match self.tried.as_ref().filter(|(known, _)| *known == key) {
            Some((_, Ok(outcome))) => agreed(ui, outcome),
            // What stands in the way is listed above by name.
            Some((_, Err(OpFault::Refused(Refusal::InUse(_))))) if listed => {
                let todo = "上面列出的各项还在生效：请勾选「在生效之日一并结束」，或先逐项结束";
                Notice::new(Tone::Warning, "现在还不能办理").cause(todo).show(ui, |_| {});
            }
            Some((_, Err(fault))) => refused(ui, fault),
            None => {
                ui.label(RichText::new("正在核对…").color(theme::palette(ui).quiet));
            }
        }
    }

    /// Tries the command once for every change of it, never two at a time.
    fn read(&mut self, cx: &mut Cx<'_>, key: &Key) {
        if let Some(answer) = self.asked.as_ref().and_then(|(_, ticket)| ticket.poll())
            && let Some((asked, _)) = self.asked.take()
        {
            let gone = |_| Err(OpFault::Unexpected);
            self.tried = Some((asked, answer.unwrap_or_else(gone)));
        }
        let known = self.tried.as_ref().is_some_and(|(tried, _)| tried == key);
        if !known && self.asked.is_none() {
            let command = key.0.clone();
            self.asked = Some((key.clone(), cx.session.ask(move |ws| ws.rehearse(command))));
        }
        cx.load(&mut self.impact, key.clone(), |ws, (command, _)| match command {
            Command::Reform(reform) => query::impact(ws, &reform.change, reform.on),
            _ => Ok(Impact::default()),
        });
    }
}

/// Duties, 包联, pairings and 专人 that have to end, with the choice to end them with the reform.
fn open_items(ui: &mut Ui, form: &mut Form<'_>, impact: &Impact, end_open: &mut bool) {
    for (what, unit, words) in impact.open.listed().into_iter().filter(|(.., words)| !words.is_empty()) {
        ui.label(RichText::new(format!("需要结束的{what} {} {unit}", words.len())).text_style(theme::text::strong()));
        for line in words.iter().take(NAMED) {
            ui.add(egui::Label::new(line.as_str()).wrap());
        }
        if words.len() > NAMED {
            ui.label(format!("……另有 {} {unit}", words.len() - NAMED));
        }
    }
    form.row(ui, Field::new("end_open", "").help("不勾选的，请先到各网格逐项结束或接替"), |ui, _| {
        check(ui, end_open, "在生效之日一并结束")
    });
}

fn agreed(ui: &mut Ui, outcome: &Outcome) {
    let notice = Notice::new(Tone::Info, outcome.title.as_str());
    notice.cause(outcome.warnings.join("\n")).show(ui, |_| {});
}

fn refused(ui: &mut Ui, fault: &OpFault) {
    let said = fault.notice();
    Notice::new(Tone::Warning, "现在还不能办理").cause(said.title).show(ui, |_| {});
}
