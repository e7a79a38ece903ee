//! Values as TOML, the way scenarios are written.

use node_sim::literal::{Kind, Literal};

/// A value on one line.
pub fn inline(literal: &Literal) -> String {
    match &literal.kind {
        Kind::String(text) => quoted(text),
        Kind::Integer(number) => number.to_string(),
        Kind::Float(text) | Kind::Date(text) => text.clone(),
        Kind::Bool(value) => value.to_string(),
        Kind::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Kind::Table(fields) if fields.is_empty() => "{}".to_owned(),
        Kind::Table(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| format!("{} = {}", key(&field.name), inline(&field.value)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

/// A name as a key: bare where TOML lets it be.
pub fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A text in quotation marks.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use node_sim::problem::Source;

    #[test]
    fn what_is_written_reads_the_same() {
        let text = r#"x = { a = 18446744073709551615, b = ["q\"\\", 0.5, true], "c d" = {}, e = "\u0001" }"#;
        let read = |text: &str| node_sim::literal::parse(&Source::new("x", text)).unwrap();
        let Kind::Table(fields) = read(text).kind else {
            panic!("a file is a table")
        };
        let written = format!("x = {}", inline(&fields[0].value));
        assert_eq!(written, text);
        read(&written);
    }
}
