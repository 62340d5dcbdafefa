//! gofmt's columns: cells are padded with blanks over lines that follow each other, and
//! begin anew where gofmt begins a new section.

/// Lays cells out in columns. The last cell of a row is not padded; a column goes on for as
/// long as rows have one more cell behind it.
pub(super) fn align(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![vec![0; columns]; rows.len()];
    for column in 0..columns {
        let mut start = 0;
        while start < rows.len() {
            let padded = |row: &&Vec<String>| row.len() > column + 1;
            let length = rows[start..].iter().take_while(padded).count();
            let run = start..start + length;
            let cells = rows[run.clone()].iter().map(|row| width(&row[column]));
            let widest = cells.max().unwrap_or(0);
            run.for_each(|row| widths[row][column] = widest + 1);
            start += length.max(1);
        }
    }
    let line = |(row, widths): (&Vec<String>, &Vec<usize>)| {
        let last = row.len().saturating_sub(1);
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let pad = if column < last {
                widths[column].saturating_sub(width(cell))
            } else {
                0
            };
            format!("{cell}{}", " ".repeat(pad))
        });
        cells.collect()
    };
    rows.iter().zip(&widths).map(line).collect()
}

/// How many characters wide a cell is; of one over several lines it is the last.
fn width(cell: &str) -> usize {
    cell.rsplit('\n').next().unwrap_or(cell).chars().count()
}

/// A field of a struct as it is printed.
pub(super) struct Row {
    /// Its name; none where it is embedded.
    pub(super) name: Option<String>,
    /// Its type, which may go over lines.
    pub(super) ty: String,
    /// Its tag, in quotes.
    pub(super) tag: Option<String>,
}

/// The lines of a struct's fields, each with its line end; a field over several lines ends
/// the section that its first line is in.
pub(super) fn fields(rows: Vec<Row>, indent: usize) -> String {
    let tabs = "\t".repeat(indent);
    let mut text = String::new();
    let mut section: Vec<Vec<String>> = Vec::new();
    let mut flush = |section: &mut Vec<Vec<String>>| {
        for line in align(section) {
            text.push_str(&tabs);
            text.push_str(&line);
            text.push('\n');
        }
        section.clear();
    };
    for Row { name, ty, tag } in rows {
        let mut row: Vec<String> = name.into_iter().collect();
        match ty.rsplit_once('\n') {
            None => {
                row.push(ty);
                row.extend(tag);
                section.push(row);
            }
            Some((first, last)) => {
                // The closing line has no cells to be laid out with.
                row.push(first.to_owned());
                section.push(row);
                flush(&mut section);
                let last = last.trim_start_matches('\t').to_owned();
                section.push(std::iter::once(last).chain(tag).collect());
                flush(&mut section);
            }
        }
    }
    flush(&mut section);
    text
}

/// The lines of a composite literal's entries, each a key and a value, and perhaps a comment.
/// A key whose width is far from those before it begins a new section.
pub(super) fn entries(rows: Vec<Vec<String>>, indent: usize) -> String {
    const SMALL: usize = 40;
    const RATIO: f64 = 2.5;
    let tabs = "\t".repeat(indent);
    let mut text = String::new();
    let mut section = Vec::new();
    // Of the keys of the section, the size of the last, and the sum of all logarithms.
    let (mut last, mut sum) = (0, 0.0);
    let flush = |section: &mut Vec<Vec<String>>, text: &mut String| {
        for line in align(section) {
            text.push_str(&tabs);
            text.push_str(&line);
            text.push('\n');
        }
        section.clear();
    };
    for row in rows {
        // gofmt counts bytes here, and without the colon.
        let size = row[0].len() - 1;
        if !section.is_empty() && (size > SMALL || last > SMALL) {
            #[allow(clippy::cast_precision_loss)]
            let ratio = size as f64 / f64::exp(sum / section.len() as f64);
            if RATIO * ratio <= 1.0 || RATIO <= ratio {
                flush(&mut section, &mut text);
                sum = 0.0;
            }
        }
        #[allow(clippy::cast_precision_loss)]
        {
            sum += f64::ln(size as f64);
        }
        last = size;
        section.push(row);
    }
    flush(&mut section, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_ends_where_no_cell_follows() {
        let rows = [
            vec!["a".to_owned(), "bb".to_owned(), "c".to_owned()],
            vec!["aéa".to_owned(), "b".to_owned(), "c".to_owned()],
            vec!["a".to_owned(), "b".to_owned()],
            vec!["a".to_owned(), "bbb".to_owned(), "c".to_owned()],
        ];
        assert_eq!(align(&rows), ["a   bb c", "aéa b  c", "a   b", "a   bbb c"]);
    }

    #[test]
    fn a_wide_key_begins_a_section() {
        let key = |width: usize| vec![format!("{}:", "k".repeat(width)), "v".to_owned()];
        let text = entries(vec![key(4), key(2), key(50), key(3), key(2)], 0);
        let lines: Vec<&str> = text
            .lines()
            .map(|line| line.trim_start_matches('k'))
            .collect();
        assert_eq!(lines, [": v", ":   v", ": v", ": v", ":  v"]);
    }
}
