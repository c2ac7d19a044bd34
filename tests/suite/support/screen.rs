//! The window over a [`World`], used by the words on it.

use std::path::PathBuf;

use egui::{Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT as _, Queryable as _},
};
use gengbao::{
    session::{Opened, Preferences},
    ui::{
        app::App,
        dialogs::Dialogs,
        theme::{self, ThemeChoice},
    },
};

use super::World;

/// The sizes at which pages have to stand.
pub const SIZES: [[f32; 2]; 2] = [[1280.0, 800.0], [1920.0, 1080.0]];

/// A window whose work is done at once.
pub struct Screen {
    pub harness: Harness<'static, App>,
}

impl Screen {
    /// A light window of 1280 × 800 over the world, on 网格.
    pub fn new(world: World) -> Self {
        Self::sized(world, SIZES[0], Theme::Light)
    }

    pub fn sized(world: World, size: [f32; 2], theme: Theme) -> Self {
        let mut app = App::inline(Preferences::default(), Dialogs::Scripted(Default::default()));
        app.sit_down(Opened { workspace: world.ws, dir: PathBuf::from("测试工作区") }).unwrap();
        let mut screen = Self::of(app, size, theme);
        screen.press_first("网格");
        screen
    }

    /// The window as it is, perhaps on the welcome page.
    pub fn of(app: App, size: [f32; 2], theme: Theme) -> Self {
        let choice = if theme == Theme::Dark { ThemeChoice::Dark } else { ThemeChoice::Light };
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_step_dt(1.0 / 60.0)
            // Small pictures are read two at a time, each turn a frame.
            .with_max_steps(12)
            .with_context_setup(move |ctx| theme::install(ctx, choice))
            .build_ui_state(|ui, app: &mut App| app.frame(ui), app);
        let mut screen = Self { harness };
        screen.run();
        screen
    }

    pub fn run(&mut self) {
        self.harness.run();
    }

    /// Presses the one thing of this name.
    pub fn press(&mut self, name: &str) {
        self.node(name).click();
        self.run();
    }

    /// Presses the first of several things of this name.
    pub fn press_first(&mut self, name: &str) {
        self.all(name).into_iter().next().unwrap_or_else(|| panic!("no 「{name}」 on the screen")).click();
        self.run();
    }

    /// Presses the last of several things of this name: the one in the drawer.
    pub fn press_last(&mut self, name: &str) {
        self.all(name).pop().unwrap_or_else(|| panic!("no 「{name}」 on the screen")).click();
        self.run();
    }

    /// Presses the last line, tag or cell whose name begins with this.
    pub fn press_line(&mut self, begin: &str) {
        let found =
            self.nodes().filter(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with(begin)));
        found.last().unwrap_or_else(|| panic!("no line 「{begin}」 on the screen")).click();
        self.run();
    }

    /// Replaces what stands in a field.
    pub fn fill(&mut self, field: &str, text: &str) {
        self.field(field).focus();
        self.run();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.run();
        if text.is_empty() {
            self.harness.key_press(Key::Delete);
        } else {
            self.field(field).type_text(text);
        }
        self.run();
    }

    /// Types into a field that finds records, and takes the first.
    pub fn pick(&mut self, field: &str, text: &str) {
        self.fill(field, text);
        self.key(Key::Enter);
    }

    /// Chooses a value from a list that opens.
    pub fn choose(&mut self, field: &str, value: &str) {
        self.press_last(field);
        self.press_last(value);
    }

    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.run();
    }

    /// Ctrl and a key.
    pub fn ctrl(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.run();
    }

    /// Shows the district as of another day.
    pub fn as_of(&mut self, day: &str) {
        self.fill("截至", day);
        self.key(Key::Tab);
        self.run();
    }

    pub fn value(&self, field: &str) -> String {
        self.field(field).value().unwrap_or_default()
    }

    #[track_caller]
    pub fn sees(&self, text: &str) {
        assert!(self.shows(text), "「{text}」 is not on the screen:\n{}", self.words().join("\n"));
    }

    #[track_caller]
    pub fn misses(&self, text: &str) {
        assert!(!self.shows(text), "「{text}」 is on the screen");
    }

    /// Whether some words on the screen hold the text.
    pub fn shows(&self, text: &str) -> bool {
        self.words().iter().any(|word| word.contains(text))
    }

    /// Whether the one button of this name can be pressed.
    pub fn can_press(&self, name: &str) -> bool {
        !self.node(name).accesskit_node().is_disabled()
    }

    /// Whether the last of several buttons of this name can be pressed.
    pub fn can_press_last(&self, name: &str) -> bool {
        self.all(name).last().is_some_and(|node| !node.accesskit_node().is_disabled())
    }

    /// Everything that is read out, for messages and looking.
    fn words(&self) -> Vec<String> {
        let said = |node: Node<'_>| node.accesskit_node().label().or_else(|| node.accesskit_node().value());
        self.nodes().filter_map(said).collect()
    }

    fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.harness.query_all_by(|_| true)
    }

    fn node(&self, name: &str) -> Node<'_> {
        let mut found = self.all(name);
        assert_eq!(found.len(), 1, "「{name}」 is {} times on the screen:\n{}", found.len(), self.words().join("\n"));
        found.remove(0)
    }

    /// What has this name: things that can be used before mere words.
    fn all(&self, name: &str) -> Vec<Node<'_>> {
        let found = self.nodes().filter(|node| node.accesskit_node().label().as_deref() == Some(name));
        let (words, things): (Vec<_>, Vec<_>) = found.partition(|node| node.accesskit_node().role() == Role::Label);
        if things.is_empty() { words } else { things }
    }

    fn field(&self, name: &str) -> Node<'_> {
        let found = self.nodes().filter(|node| {
            let node = node.accesskit_node();
            node.label().as_deref() == Some(name) && matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
        });
        found.last().unwrap_or_else(|| panic!("no field 「{name}」 on the screen:\n{}", self.words().join("\n")))
    }
}
