//! 「打印」: the sheet as a passing PDF, handed to the machine's own PDF program, which knows the printers.

use std::{fs, path::PathBuf};

use crate::{
    ops::OpFault,
    session::{
        Ticket,
        sheet::{self, Pdf, SheetFault, SheetRequest},
    },
    store::StoreFault,
    ui::{action::Action, cx::Cx, theme::Tone},
};

/// A sheet on its way to the printer.
#[derive(Default)]
pub struct Printing(Option<Ticket<Result<Pdf, SheetFault>>>);

impl Printing {
    pub fn start(&mut self, cx: &mut Cx<'_>, request: SheetRequest) {
        self.0 = Some(cx.session.ask(move |ws| sheet::pdf(ws, &request)));
    }

    /// Opens the PDF once it is made.
    pub fn receive(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.0.as_ref().and_then(Ticket::poll) else { return };
        self.0 = None;
        match answer.unwrap_or(Err(OpFault::Unexpected.into())) {
            Err(fault) => cx.act(Action::Complain(Box::new(fault.notice()))),
            Ok(pdf) => match written(&pdf) {
                Ok(file) if opener::open(&file).is_ok() => {
                    cx.say(Tone::Info, "已用 PDF 程序打开，请在其中按 Ctrl+P 打印");
                }
                Ok(file) => {
                    let text = format!("这台电脑没有打开 PDF 的程序，请打印这个文件：{}", file.display());
                    cx.say(Tone::Warning, text);
                }
                Err(fault) => {
                    let notice = OpFault::from(StoreFault::from(fault)).notice();
                    cx.act(Action::Complain(Box::new(notice)));
                }
            },
        }
    }
}

/// Writes the PDF among the machine's passing files.
fn written(pdf: &Pdf) -> std::io::Result<PathBuf> {
    let folder = std::env::temp_dir().join("gengbao");
    fs::create_dir_all(&folder)?;
    let file = folder.join(&pdf.name);
    fs::write(&file, &pdf.bytes)?;
    Ok(file)
}
