//! Names that nobody bears: common surnames with given names of field and season, so that they read as invented.

use std::collections::HashSet;

use crate::domain::random::Random;

const SURNAMES: [&str; 48] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾",
    "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛",
];

const FIRST: [&str; 30] = [
    "禾", "麦", "谷", "稷", "黍", "耘", "耕", "垄", "田", "畦", "穗", "秋", "春", "雨", "云", "沐", "景", "长", "永",
    "青", "向", "守", "知", "望", "怀", "砚", "清", "远", "乐", "明",
];

const SECOND: [&str; 30] = [
    "穗", "苗", "丰", "野", "原", "川", "溪", "岭", "霖", "露", "澄", "安", "平", "宁", "和", "实", "朴", "诚", "勤",
    "岚", "萱", "芃", "菁", "芸", "茵", "垠", "畴", "坤", "然", "泽",
];

const STEPPE_FIRST: [&str; 12] =
    ["阿拉坦", "巴音", "那仁", "苏日", "格根", "哈斯", "乌兰", "宝力", "朝鲁", "额尔德", "其木", "萨仁"];

const STEPPE_SECOND: [&str; 10] =
    ["苏布达", "其其格", "毕力格", "图雅", "格日勒", "巴雅尔", "敖其尔", "塔娜", "呼和", "牧仁"];

/// Hands out names, each once.
pub struct Names {
    used: HashSet<String>,
}

impl Names {
    /// `reserved` are names given to people by the plan of the sample itself.
    pub fn new(reserved: impl IntoIterator<Item = &'static str>) -> Self {
        Self { used: reserved.into_iter().map(str::to_owned).collect() }
    }

    /// A name not handed out before.
    pub fn fresh(&mut self, random: &mut Random) -> String {
        loop {
            let name = Self::draw(random);
            if self.used.insert(name.clone()) {
                return name;
            }
        }
    }

    fn draw(random: &mut Random) -> String {
        match random.below(12) {
            0 => format!("{}·{}", random.word(&STEPPE_FIRST), random.word(&STEPPE_SECOND)),
            1 | 2 => format!("{}{}", random.word(&SURNAMES), random.word(&SECOND)),
            _ => format!("{}{}{}", random.word(&SURNAMES), random.word(&FIRST), random.word(&SECOND)),
        }
    }
}

/// The `number`-th phone of the sample: area code 000 exists nowhere.
pub fn phone(number: u32) -> String {
    format!("000-{number:08}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_comes_twice_and_reserved_ones_never() {
        let (mut names, mut random) = (Names::new(["王𠮷"]), Random::new(61));
        let drawn: HashSet<String> = (0..3000).map(|_| names.fresh(&mut random)).collect();
        assert_eq!(drawn.len(), 3000);
        assert!(!drawn.contains("王𠮷"));
        assert!(drawn.iter().any(|name| name.contains('·')));
    }

    #[test]
    fn phones_stay_in_an_area_that_does_not_exist() {
        assert_eq!(phone(1), "000-00000001");
    }
}
