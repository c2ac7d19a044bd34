//! The keys of a fast typist: counted, and handed on one step at a time, so that none is lost in a slow frame.

use egui::{Event, ImeEvent, Key, Ui};

use crate::ui::widgets::ime;

/// Keys that are still to be taken, and how many there were.
#[derive(Default)]
pub struct Strokes {
    /// What came in the same frame behind a key that goes to another cell.
    later: Vec<Event>,
    pub count: u64,
}

impl Strokes {
    /// Counts the keys of this frame and leaves either what is written in a cell or one key that goes to another;
    /// what comes behind it is for the next frame.
    pub fn pace(&mut self, ui: &Ui) {
        ui.input(|input| self.count += input.events.iter().map(strokes).sum::<u64>());
        if ime::composing(ui) {
            return;
        }
        ui.input_mut(|input| {
            let mut events = std::mem::take(&mut self.later);
            events.append(&mut input.events);
            let cut = cut(&events);
            self.later = events.split_off(cut);
            input.events = events;
        });
        if !self.later.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}

/// How many keys an event stands for; Ctrl and a key are two.
fn strokes(event: &Event) -> u64 {
    match event {
        Event::Text(text) => text.chars().count() as u64,
        Event::Key { key, pressed: true, modifiers, .. } if modifiers.command || moves(*key) || edits(*key) => {
            1 + u64::from(modifiers.command)
        }
        Event::Copy | Event::Cut | Event::Paste(_) => 2,
        // Each key within an input method changes what it shows; the last one commits.
        Event::Ime(ImeEvent::Preedit { text, .. }) => u64::from(!text.is_empty()),
        Event::Ime(ImeEvent::Commit(_)) => 1,
        _ => 0,
    }
}

/// Keys that go to another cell.
fn moves(key: Key) -> bool {
    matches!(
        key,
        Key::Enter
            | Key::Tab
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::Escape
    )
}

fn edits(key: Key) -> bool {
    matches!(key, Key::Backspace | Key::Delete | Key::Insert)
}

/// Where the events of the next frame begin.
fn cut(events: &[Event]) -> usize {
    let mut before = false;
    for (place, event) in events.iter().enumerate() {
        let (moving, writing) = match event {
            Event::Key { key, pressed: true, modifiers, .. } => {
                let moving = moves(*key) || (modifiers.command && matches!(key, Key::D | Key::S));
                (moving, edits(*key))
            }
            Event::Text(_) | Event::Paste(_) | Event::Ime(_) => (false, true),
            _ => (false, false),
        };
        if moving && before {
            return place;
        }
        if moving {
            // What is written behind it belongs to the next cell.
            let behind = events[place + 1..].iter().position(|event| {
                matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::Key { pressed: true, .. })
            });
            return behind.map_or(events.len(), |behind| place + 1 + behind);
        }
        before |= writing;
    }
    events.len()
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    #[test]
    fn a_frame_writes_or_moves_but_not_both() {
        let (none, enter) = (Modifiers::NONE, || key(Key::Enter, Modifiers::NONE));
        let text = |text: &str| Event::Text(text.into());
        let typed = [key(Key::Num5, none), text("5"), enter(), key(Key::Num3, none), text("3"), enter()];
        assert_eq!(cut(&typed), 2, "first what is written");
        assert_eq!(cut(&typed[2..]), 1, "then the key that moves on");
        assert_eq!(cut(&typed[3..]), 2);
        assert_eq!(cut(&typed[5..]), 1);
        assert_eq!(typed.iter().map(strokes).sum::<u64>(), 4);
        assert_eq!(strokes(&key(Key::D, Modifiers::COMMAND)), 2);
    }
}
