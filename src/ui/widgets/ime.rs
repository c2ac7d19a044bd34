//! Whether somebody is composing Chinese right now: then no key belongs to us and no text may be rewritten.

use egui::{Event, Id, ImeEvent, Ui};

/// True while an input method shows text that is not committed yet, and in the frame that commits it.
pub(crate) fn composing(ui: &Ui) -> bool {
    let id = Id::unique("输入法组字中");
    let before = ui.data(|data| data.get_temp::<bool>(id).unwrap_or(false));
    let (mut now, mut seen) = (before, false);
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => (now, seen) = (!text.is_empty(), true),
                Event::Ime(ImeEvent::Commit(_)) => (now, seen) = (false, true),
                _ => {}
            }
        }
    });
    if now != before {
        ui.data_mut(|data| data.insert_temp(id, now));
    }
    now || seen
}
