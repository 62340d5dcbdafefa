//! Makes the edits that findings carry into a plan of new file contents.

use crate::diagnostics::{Diagnostic, Diagnostics, SourceFile};
use crate::files::Plan;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A file, and what shall stand in which place of it.
type Edits<'a> = (&'a Arc<SourceFile>, Vec<(Range<usize>, &'a str)>);

/// The plan that puts all fixable findings right, and how many it does. Of edits that
/// touch the same bytes the first is made; the next run finds the others.
pub fn fixes(findings: &Diagnostics) -> Result<(Plan, usize), Diagnostic> {
    let mut files: BTreeMap<&str, Edits<'_>> = BTreeMap::new();
    for finding in findings {
        let (Some(fix), Some(place)) = (&finding.fix, &finding.place) else {
            continue;
        };
        if let Some(range) = place.range() {
            let file = place.file();
            let (_, edits) = files.entry(file.name()).or_insert((file, Vec::new()));
            edits.push((range, fix));
        }
    }
    let mut plan = Plan::new();
    let mut made = 0;
    for (name, (file, mut edits)) in files {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(file.text().len());
        let mut done = 0;
        for (range, new) in edits {
            let Some(kept) = file.text().get(done..range.start) else {
                continue;
            };
            text += kept;
            text += new;
            done = range.end;
            made += 1;
        }
        text += &file.text()[done..];
        let path = Path::new(name);
        let folder = path.parent().filter(|parent| *parent != Path::new(""));
        let folder = folder.unwrap_or(Path::new("."));
        plan.edit(folder, path.file_name().unwrap_or_default(), text)?;
    }
    Ok((plan, made))
}
