//! Every page opens on an empty, a founded and a filled workspace, in both themes and sizes; a missing character, an
//! unnamed field or a panic fails here.

use std::path::PathBuf;

use egui::Theme;
use gengbao::{
    ops::{Workspace, sample::SamplePlan, workspace::NewWorkspace},
    session::{Opened, Preferences},
    ui::{app::App, dialogs::Dialogs, route::Page},
};

use crate::support::{
    World, now,
    screen::{SIZES, Screen},
    today,
};

/// A workspace with the sample district in it.
fn sample() -> Workspace {
    let new = NewWorkspace {
        name: "东胜区耕保（示范）".into(),
        office: "示范办公室".into(),
        operator: "示范管理员".into(),
        sample: true,
    };
    let mut ws = Workspace::in_memory(&new, Box::new(now), 61).unwrap();
    let plan = SamplePlan { patrols: 300, ..SamplePlan::on(today()) };
    ws.fill_sample(&plan, &mut |_, _| ()).unwrap();
    ws
}

/// Goes to every page by its name in the navigation.
fn visit_every_page(screen: &mut Screen) {
    for page in Page::ALL {
        screen.press_first(page.label());
        screen.run();
        screen.sees(page.label());
    }
}

fn screen(workspace: Workspace, size: [f32; 2], theme: Theme) -> Screen {
    let mut app = App::inline(Preferences::default(), Dialogs::Scripted(Default::default()));
    app.sit_down(Opened { workspace, dir: PathBuf::from("测试工作区") }).unwrap();
    Screen::of(app, size, theme)
}

#[test]
fn every_page_opens_on_an_empty_workspace() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            visit_every_page(&mut screen(World::new().ws, size, theme));
        }
    }
}

#[test]
fn every_page_opens_on_a_workspace_with_the_shipped_district() {
    let mut world = World::new();
    world.ws.seed_dongsheng(today()).unwrap();
    visit_every_page(&mut screen(world.ws, SIZES[0], Theme::Light));
}

#[test]
fn every_page_opens_on_the_sample_district_and_says_so() {
    for (theme, size) in [(Theme::Light, SIZES[0]), (Theme::Dark, SIZES[1])] {
        let mut window = screen(sample(), size, theme);
        visit_every_page(&mut window);
        window.sees("示范数据");
    }
}

#[test]
fn a_narrow_window_keeps_its_pages() {
    visit_every_page(&mut screen(sample(), [960.0, 600.0], Theme::Light));
}
