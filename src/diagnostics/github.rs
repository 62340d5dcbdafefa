//! Diagnostics as workflow commands, which GitHub Actions shows at the line of a
//! pull request.

use super::{Diagnostic, Severity, presentable};
use std::fmt::Write as _;

/// One diagnostic as a workflow command, with a newline at the end.
#[must_use]
pub fn github(diagnostic: &Diagnostic) -> String {
    let diagnostic = &*presentable(diagnostic);
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut line = format!("::{command} title={}", property(diagnostic.code));
    if let Some(place) = &diagnostic.place {
        let file = place.file();
        let _ = write!(line, ",file={}", property(file.name()));
        if let Some(range) = place.range() {
            let (row, column) = file.line_column(range.start);
            let (end_row, end_column) = file.line_column(range.end);
            let _ = write!(line, ",line={row},endLine={end_row}");
            // Columns are refused for a range over several lines.
            if row == end_row {
                let _ = write!(line, ",col={column},endColumn={end_column}");
            }
        }
    }
    let mut message = diagnostic.message.clone();
    for more in std::iter::once(&diagnostic.label).chain(&diagnostic.help) {
        if !more.is_empty() {
            message.push('\n');
            message.push_str(more);
        }
    }
    let _ = writeln!(line, "::{}", data(&message));
    line
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
