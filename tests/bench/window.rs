//! The window without a screen: every frame is laid out and tessellated as on a screen, only the GPU's part is left out.
//!
//! Frames are drawn when they would be drawn in a real window: at once after input, when a repaint was asked for, at most
//! sixty times a second. The workspace works on its own thread. The accessibility tree, which finds widgets by their
//! Chinese names, is part of every frame.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase,
    Vec2, ViewportId,
    accesskit::{Action, ActionRequest, NodeId, TreeUpdate},
    pos2, vec2,
};
use gengbao::{session::Preferences, ui::app::App};

use crate::clock;

const SIZE: Vec2 = vec2(1280.0, 800.0);
const BEAT: Duration = Duration::from_micros(16_667);
/// A frame that is due later belongs to no movement under way: a cursor that blinks.
const SOON: Duration = Duration::from_millis(200);
/// How long anything may take before the run is given up.
const PATIENCE: Duration = Duration::from_secs(120);

/// What one frame took of the thread that draws.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// By the clock on the wall, other programs included.
    pub wall: Duration,
    /// On the processor, where the system tells it.
    pub cpu: Option<Duration>,
    /// While the worker was busy, before or after it.
    pub busy: bool,
}

impl Cost {
    /// The time that counts: on the processor where it is known.
    pub fn own(&self) -> Duration {
        self.cpu.unwrap_or(self.wall)
    }
}

/// When the next frame is due, in nanoseconds since the window began; `u64::MAX` for never.
struct Due(AtomicU64);

pub struct Window {
    ctx: Context,
    app: App,
    began: Instant,
    due: Arc<Due>,
    events: Vec<Event>,
    pointer: Pos2,
    last: Instant,
    tree: Option<TreeUpdate>,
    /// Every frame since they were last taken.
    pub frames: Vec<Cost>,
    /// What making the window took before its first frame.
    pub start: Duration,
}

impl Window {
    /// A window on its way into a workspace, as the program starts with a folder.
    pub fn open(dir: &Path) -> Self {
        let began = Instant::now();
        let ctx = Context::default();
        let due = Arc::new(Due(AtomicU64::new(0)));
        let (told, drawer) = (due.clone(), thread::current());
        ctx.set_request_repaint_callback(move |info| {
            told.in_(began, info.delay);
            drawer.unpark();
        });
        ctx.enable_accesskit();
        let app = App::new(&ctx, Preferences::default(), Some(dir.to_owned()));
        let start = began.elapsed();
        let (events, frames, pointer) = (Vec::new(), Vec::new(), pos2(0.0, 0.0));
        Self { ctx, app, began, due, events, pointer, last: began, tree: None, frames, start }
    }

    /// Whether a workspace is on the desk and does nothing at the moment.
    pub fn is_quiet(&mut self) -> bool {
        self.has_desk() && !self.is_busy() && self.due.wait(self.began).is_none_or(|wait| wait > SOON)
    }

    pub fn has_desk(&mut self) -> bool {
        self.app.desk().is_some()
    }

    fn is_busy(&mut self) -> bool {
        self.app.desk().is_none_or(|desk| desk.is_busy())
    }

    /// Time since the window began.
    pub fn age(&self) -> Duration {
        self.began.elapsed()
    }

    /// Draws one frame now.
    pub fn frame(&mut self) {
        let busy = self.is_busy();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            max_texture_side: Some(8192),
            time: Some(self.began.elapsed().as_secs_f64()),
            focused: true,
            events: std::mem::take(&mut self.events),
            ..RawInput::default()
        };
        self.due.never();
        let (cpu, wall) = (clock::of_thread(), Instant::now());
        let app = &mut self.app;
        let mut out = self.ctx.run_ui(input, |ui| app.frame(ui));
        let shapes = self.ctx.tessellate(out.shapes, out.pixels_per_point);
        let wall = wall.elapsed();
        let cpu = cpu.and_then(|before| Some(clock::of_thread()? - before));
        // Handing pictures of glyphs to the graphics card is the GPU's part.
        out.textures_delta.clear();
        assert!(!shapes.is_empty(), "a frame without content");
        let busy = busy || self.is_busy();
        self.frames.push(Cost { wall, cpu, busy });
        self.tree = out.platform_output.accesskit_update.or(self.tree.take());
        if let Some(viewport) = out.viewport_output.get(&ViewportId::ROOT) {
            self.due.in_(self.began, viewport.repaint_delay);
        }
        self.last = Instant::now();
    }

    /// Draws frames as they come due, at least one, until `done`.
    pub fn run_until(&mut self, what: &str, mut done: impl FnMut(&mut Self) -> bool) {
        let began = Instant::now();
        self.due.in_(self.began, Duration::ZERO);
        loop {
            self.next_frame(PATIENCE);
            if done(self) {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "{what}：等了 {PATIENCE:?}，窗口上有 {:?}", self.names());
        }
    }

    /// Draws frames until there is nothing left to do.
    pub fn settle(&mut self) {
        self.run_until("窗口没有静下来", |window| {
            // An answer tells first that it is done and then that the window is to be drawn.
            window.is_quiet() && {
                thread::sleep(Duration::from_millis(5));
                window.is_quiet()
            }
        });
    }

    /// Draws a number of frames, asked for or not, as while the pointer moves.
    pub fn run(&mut self, frames: usize) {
        for _ in 0..frames {
            self.due.in_(self.began, Duration::ZERO);
            self.next_frame(BEAT);
        }
    }

    /// Waits until a frame is due, at most `patience`, and draws it; answers whether one was.
    pub fn next_frame(&mut self, patience: Duration) -> bool {
        let began = Instant::now();
        loop {
            let (left, wait) = (patience.saturating_sub(began.elapsed()), self.due.wait(self.began));
            let wait = wait.map(|wait| wait.max(BEAT.saturating_sub(self.last.elapsed())));
            match wait {
                Some(Duration::ZERO) => break,
                _ if left.is_zero() => return false,
                _ => thread::park_timeout(wait.unwrap_or(left).min(left)),
            }
        }
        self.frame();
        true
    }

    /// Presses the primary button on the widget of this name.
    pub fn click(&mut self, name: &str) {
        self.pointer = self.place(name).center();
        let pos = self.pointer;
        let press =
            |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.events.push(Event::PointerMoved(pos));
        self.run(1);
        self.events.push(press(true));
        self.run(1);
        self.events.push(press(false));
        self.run(2);
    }

    /// Types a text, one character a frame.
    pub fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.events.push(Event::Text(character.to_string()));
            self.run(2);
        }
    }

    pub fn press(&mut self, key: Key, modifiers: Modifiers) {
        for pressed in [true, false] {
            self.events.push(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
        }
        self.run(1);
    }

    /// Turns the wheel over the widget of this name, so that its content moves up by `points`.
    pub fn wheel(&mut self, name: &str, points: f32) {
        self.pointer = self.place(name).center();
        self.events.push(Event::PointerMoved(self.pointer));
        self.events.push(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -points),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        self.run(3);
    }

    /// Gives the keyboard to the widget of this name.
    pub fn focus(&mut self, name: &str) {
        let (node, tree) = (self.node(name), self.tree.as_ref().expect("a tree").tree_id);
        let request = ActionRequest { action: Action::Focus, target_tree: tree, target_node: node, data: None };
        self.events.push(Event::AccessKitActionRequest(request));
        self.run(2);
    }

    /// Whether a widget says this.
    pub fn shows(&self, name: &str) -> bool {
        self.nodes().any(|(_, said, _)| said == name)
    }

    /// The names on screen that begin so.
    pub fn beginning(&self, start: &str) -> Vec<String> {
        self.nodes().filter(|(_, said, _)| said.starts_with(start)).map(|(_, said, _)| said.to_owned()).collect()
    }

    fn names(&self) -> Vec<&str> {
        self.nodes().map(|(_, said, _)| said).collect()
    }

    fn place(&self, name: &str) -> Rect {
        let found = self.nodes().find(|(_, said, _)| *said == name);
        found.map(|(_, _, place)| place).unwrap_or_else(|| panic!("没有「{name}」，窗口上有 {:?}", self.names()))
    }

    fn node(&self, name: &str) -> NodeId {
        let found = self.nodes().find(|(_, said, _)| *said == name);
        found.map(|(id, _, _)| id).unwrap_or_else(|| panic!("没有「{name}」，窗口上有 {:?}", self.names()))
    }

    fn nodes(&self) -> impl Iterator<Item = (NodeId, &str, Rect)> {
        self.tree.iter().flat_map(|tree| &tree.nodes).filter_map(|(id, node)| {
            let said = node.label().or(node.value())?;
            let place = node.bounds()?;
            let (left, top) = (place.x0 as f32, place.y0 as f32);
            Some((*id, said, Rect::from_min_max(pos2(left, top), pos2(place.x1 as f32, place.y1 as f32))))
        })
    }
}

impl Due {
    fn never(&self) {
        self.0.store(u64::MAX, Ordering::SeqCst);
    }

    /// A frame is wanted after `delay`, or sooner.
    fn in_(&self, began: Instant, delay: Duration) {
        if delay < PATIENCE * 100 {
            self.0.fetch_min((began.elapsed() + delay).as_nanos() as u64, Ordering::SeqCst);
        }
    }

    /// How long it is until the next frame, if there is to be one.
    fn wait(&self, began: Instant) -> Option<Duration> {
        let due = self.0.load(Ordering::SeqCst);
        (due < u64::MAX).then(|| Duration::from_nanos(due).saturating_sub(began.elapsed()))
    }
}
