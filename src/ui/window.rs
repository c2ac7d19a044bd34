//! Opening the native window.

use std::path::PathBuf;

use egui::{IconData, ViewportBuilder};

use super::app::App;
use crate::session::Preferences;

/// Runs the window until it is closed, on the welcome page or in the workspace of `dir`.
///
/// # Errors
/// When the machine cannot show a window: no display, or graphics older than OpenGL 2.1.
pub fn open(dir: Option<PathBuf>) -> eframe::Result {
    let viewport = ViewportBuilder::default()
        .with_title("耕保 · 耕地保护网格化监督管理")
        .with_app_id("gengbao")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([960.0, 600.0])
        .with_icon(icon());
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native(
        "gengbao",
        options,
        Box::new(|cc| Ok(Box::new(App::new(&cc.egui_ctx, Preferences::load(), dir)))),
    )
}

/// The icon of task bar and window; none when it cannot be read.
fn icon() -> IconData {
    let read = image::load_from_memory(include_bytes!("../../assets/icon.png")).map(image::DynamicImage::into_rgba8);
    read.map_or_else(
        |_| IconData::default(),
        |picture| IconData { width: picture.width(), height: picture.height(), rgba: picture.into_raw() },
    )
}
