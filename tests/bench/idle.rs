//! Rest: a window nobody touches draws nothing and uses no processor.

use std::time::{Duration, Instant};

use crate::{
    clock, ledger,
    report::{Report, ms},
    window::Window,
};

const REST: Duration = Duration::from_secs(2);

/// Watches the settled window for a while.
pub fn rest(report: &mut Report, window: &mut Window) {
    report.part("静置 2 秒");
    window.click("操作历史");
    window.settle();
    watch(report, window, "操作历史");
    window.click("巡查");
    window.settle();
    watch(report, window, "巡查台账");
    window.click(ledger::SEARCH);
    window.settle();
    watch(report, window, "光标在查找框里");
}

fn watch(report: &mut Report, window: &mut Window, page: &str) {
    window.frames.clear();
    let (before, began) = (clock::of_process(), Instant::now());
    while let Some(left) = REST.checked_sub(began.elapsed()) {
        if !window.next_frame(left) {
            break;
        }
    }
    let used = before.and_then(|before| Some(clock::of_process()?.saturating_sub(before)));
    let drawn = window.frames.len();
    report.bound(&format!("{page}静置时重画"), drawn == 0, &format!("{drawn} 次"), "0 次");
    match used {
        Some(used) => report.bound(
            &format!("{page}静置时处理器用时"),
            // Looking at the clocks takes a little itself.
            used < Duration::from_millis(5),
            &ms(used),
            "不超过 5 毫秒",
        ),
        None => report.line("  略过  处理器用时：本系统没有 /proc"),
    }
    window.frames.clear();
}
