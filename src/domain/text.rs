//! Checks of typed text: what may be stored, and what a person is told when it may not.

/// Longest name of a person, unit, post or grid, in characters.
pub const NAME_MAX: usize = 60;
/// Longest single-line note (document number, alias list).
pub const LINE_MAX: usize = 200;
/// Longest free text (finding, reason, notes).
pub const PROSE_MAX: usize = 4000;

/// A full-width digit or sign of a number or date as its plain form; everything else as it is.
pub fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '－' | '—' | '–' => '-',
        '．' | '。' => '.',
        '／' => '/',
        '，' => ',',
        '：' => ':',
        other => other,
    }
}

/// A required name: trimmed, one line, not empty, at most [`NAME_MAX`] characters.
pub fn name(label: &str, typed: &str) -> Result<String, String> {
    let value = line(label, typed, NAME_MAX)?;
    if value.is_empty() { Err(format!("请填写{label}")) } else { Ok(value) }
}

/// An optional line: trimmed, no line breaks, at most `max` characters.
pub fn line(label: &str, typed: &str, max: usize) -> Result<String, String> {
    let value = prose(label, typed, max)?;
    if value.contains('\n') { Err(format!("{label}只能写一行，请去掉换行")) } else { Ok(value) }
}

/// Optional text over several lines, at most `max` characters.
pub fn prose(label: &str, typed: &str, max: usize) -> Result<String, String> {
    let value = typed.trim().replace("\r\n", "\n");
    if let Some(odd) = value.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t') {
        return Err(format!("{label}中有不可见字符（U+{:04X}），请删除后重新输入", odd as u32));
    }
    let length = value.chars().count();
    if length > max {
        return Err(format!("{label}有 {length} 个字，最多 {max} 个字，请缩短"));
    }
    Ok(value)
}

/// A phone number as people write it: digits, blanks, hyphens, an optional leading +; empty is allowed.
pub fn phone(label: &str, typed: &str) -> Result<String, String> {
    let value = line(label, typed, 30)?;
    let fits =
        value.chars().enumerate().all(|(place, c)| c.is_ascii_digit() || "- ".contains(c) || (place == 0 && c == '+'));
    if fits { Ok(value) } else { Err(format!("{label}只能有数字和连字符，请核对「{value}」")) }
}

/// Other names of something: trimmed, without blanks and repeats, each a [`name`], without the marks that part a list.
pub fn aliases(label: &str, typed: &[String], own: &str) -> Result<Vec<String>, String> {
    let mut kept: Vec<String> = Vec::new();
    for alias in typed.iter().filter(|alias| !alias.trim().is_empty()) {
        let alias = name(label, alias)?;
        if alias.contains([';', '；']) {
            return Err(format!("{label}「{alias}」中有分号，请分成几个填写"));
        }
        if alias != own && !kept.contains(&alias) {
            kept.push(alias);
        }
    }
    let length: usize = kept.iter().map(|alias| alias.chars().count()).sum();
    if length > LINE_MAX {
        Err(format!("{label}合计 {length} 个字，最多 {LINE_MAX} 个字，请删去一些"))
    } else {
        Ok(kept)
    }
}

/// A personal number as those see it who need not ring it: 138****1234.
pub fn mask_phone(phone: &str) -> String {
    let digits = phone.bytes().filter(u8::is_ascii_digit).count();
    let (head, tail) = if digits >= 8 { (3, 4) } else { (0, 2.min(digits / 2)) };
    let mut place = 0;
    let mask = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        place += 1;
        if place <= head || place > digits - tail { c } else { '*' }
    };
    phone.chars().map(mask).collect()
}

/// The cells of a text from a spreadsheet, line by line; nothing for a text of one cell.
pub fn cells(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.trim_end_matches(['\r', '\n']);
    if !text.contains(['\t', '\n']) {
        return None;
    }
    let line = |line: &str| line.trim_end_matches('\r').split('\t').map(|cell| cell.trim().to_owned()).collect();
    Some(text.split('\n').map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_is_pasted_by_cells() {
        assert_eq!(cells("王某"), None);
        let read = cells("王某\t2025-6-1\r\n李某\t\r\n").unwrap();
        assert_eq!(read, [vec!["王某", "2025-6-1"], vec!["李某", ""]]);
    }

    #[test]
    fn names_are_trimmed_and_limited() {
        assert_eq!(name("姓名", "  王𠮷 "), Ok("王𠮷".into()));
        assert_eq!(name("姓名", "  "), Err("请填写姓名".into()));
        assert_eq!(name("姓名", "张\n三"), Err("姓名只能写一行，请去掉换行".into()));
        assert!(name("姓名", &"长".repeat(61)).unwrap_err().contains("最多 60 个字"));
        assert!(name("姓名", "张\u{7}三").unwrap_err().contains("U+0007"));
    }

    #[test]
    fn phones_hold_digits_only() {
        assert_eq!(phone("电话", "000-12345678"), Ok("000-12345678".into()));
        assert!(phone("电话", "请致电").is_err());
        assert_eq!(phone("电话", ""), Ok(String::new()));
    }

    #[test]
    fn aliases_are_a_clean_list() {
        let typed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            aliases("别名", &typed(&[" 泊江海 ", "", "泊江海", "泊尔江海子镇"]), "泊尔江海子镇"),
            Ok(vec!["泊江海".into()])
        );
        assert!(aliases("别名", &typed(&["甲;乙"]), "丙").unwrap_err().contains("分号"));
        assert!(aliases("别名", &vec!["长".repeat(59); 1], "丙").is_ok());
    }

    #[test]
    fn personal_phones_are_masked() {
        assert_eq!(mask_phone("13812341234"), "138****1234");
        assert_eq!(mask_phone("000-12345678"), "000-****5678");
        assert_eq!(mask_phone("8345678"), "*****78");
        assert_eq!(mask_phone(""), "");
    }
}
