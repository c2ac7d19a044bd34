//! What is printed: figures as they come, and whether each stated bound was kept.

use std::time::{Duration, Instant};

/// How many times longer unoptimised builds may take.
const SLACK: u32 = 4;

/// The run so far.
pub struct Report {
    began: Instant,
    kept: usize,
    missed: Vec<String>,
}

impl Default for Report {
    fn default() -> Self {
        Self { began: Instant::now(), kept: 0, missed: Vec::new() }
    }
}

impl Report {
    /// Begins a part.
    pub fn part(&mut self, title: &str) {
        println!("\n【{title}】");
    }

    pub fn line(&mut self, text: &str) {
        println!("{text}");
    }

    /// A figure with its unit.
    pub fn figure(&mut self, name: &str, value: &str) {
        println!("  {name}：{value}");
    }

    /// A stated bound and whether it was kept.
    pub fn bound(&mut self, name: &str, kept: bool, found: &str, bound: &str) {
        println!("  {}  {name}：{found}（要求 {bound}）", if kept { "达到　" } else { "未达到" });
        if kept { self.kept += 1 } else { self.missed.push(name.to_owned()) }
    }

    /// A stated bound of time. It is about the optimised program; an unoptimised one has [`SLACK`] times as long.
    pub fn within(&mut self, name: &str, found: Duration, bound: Duration) {
        let (bound, told) = if cfg!(debug_assertions) {
            (bound * SLACK, format!("不超过 {} 的 {SLACK} 倍，因未优化", ms(bound)))
        } else {
            (bound, format!("不超过 {}", ms(bound)))
        };
        self.bound(name, found <= bound, &ms(found), &told);
    }

    /// The last lines.
    pub fn close(&self) {
        println!(
            "\n用时 {:.1} 秒；要求达到 {} 项，未达到 {} 项",
            self.began.elapsed().as_secs_f64(),
            self.kept,
            self.missed.len()
        );
        for name in &self.missed {
            println!("  未达到  {name}");
        }
    }
}

/// Milliseconds with one decimal.
pub fn ms(time: Duration) -> String {
    format!("{:.1} 毫秒", time.as_secs_f64() * 1000.0)
}

/// How many times longer `time` is than `baseline`.
pub fn ratio(time: Duration, baseline: Duration) -> String {
    format!("{:.2} 倍", time.as_secs_f64() / baseline.as_secs_f64().max(1e-9))
}

/// The middle one.
pub fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
