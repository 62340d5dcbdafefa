//! The time in the words of Go, whose layouts are written as a certain moment would be.

use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

/// A moment, in universal time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    seconds: u64,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = [
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
];

/// What stands for a part of the time, those that begin like others first.
const PARTS: [&str; 24] = [
    "January", "Jan", "Monday", "Mon", "MST", "2006", "-07:00", "-0700", "-07", "Z07:00", "Z0700",
    "15", "01", "02", "03", "04", "05", "06", "_2", "PM", "pm", "1", "2", "3",
];

impl Time {
    /// When this process first asked: all of a configuration has one time.
    pub(super) fn of_start() -> Self {
        static START: OnceLock<u64> = OnceLock::new();
        let now = || {
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |t| t.as_secs())
        };
        Self {
            seconds: *START.get_or_init(now),
        }
    }

    /// Seconds since 1970.
    pub(super) fn seconds(self) -> u64 {
        self.seconds
    }

    /// The time as a layout says.
    pub(super) fn format(self, layout: &str) -> String {
        let mut out = String::new();
        let mut rest = layout;
        while let Some(first) = rest.chars().next() {
            let part = PARTS.iter().find(|part| rest.starts_with(**part));
            let part = part
                .copied()
                .or_else(|| ["4", "5"].into_iter().find(|part| rest.starts_with(part)));
            if let Some(part) = part {
                out.push_str(&self.part(part));
                rest = &rest[part.len()..];
            } else {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        out
    }

    fn part(self, part: &str) -> String {
        let days = self.seconds / 86_400;
        let (year, month, day) = date(days);
        let (hour, minute, second) = (
            self.seconds / 3600 % 24,
            self.seconds / 60 % 60,
            self.seconds % 60,
        );
        let month_name = MONTHS[usize::try_from(month - 1).unwrap_or(0)];
        let day_name = DAYS[usize::try_from(days % 7).unwrap_or(0)];
        let half = (hour + 11) % 12 + 1;
        match part {
            "2006" => format!("{year:04}"),
            "06" => format!("{:02}", year % 100),
            "January" => month_name.to_owned(),
            "Jan" => month_name[..3].to_owned(),
            "Monday" => day_name.to_owned(),
            "Mon" => day_name[..3].to_owned(),
            "01" => format!("{month:02}"),
            "1" => month.to_string(),
            "02" => format!("{day:02}"),
            "_2" => format!("{day:2}"),
            "2" => day.to_string(),
            "15" => format!("{hour:02}"),
            "03" => format!("{half:02}"),
            "3" => half.to_string(),
            "04" => format!("{minute:02}"),
            "4" => minute.to_string(),
            "05" => format!("{second:02}"),
            "5" => second.to_string(),
            "PM" => (if hour < 12 { "AM" } else { "PM" }).to_owned(),
            "pm" => (if hour < 12 { "am" } else { "pm" }).to_owned(),
            "MST" => "UTC".to_owned(),
            "Z07:00" | "Z0700" => "Z".to_owned(),
            "-07:00" => "+00:00".to_owned(),
            "-0700" => "+0000".to_owned(),
            _ => "+00".to_owned(),
        }
    }
}

/// Year, month and day of a day since 1970. Years here begin in March, so that the day that
/// some have more is their last.
fn date(days: u64) -> (u64, u64, u64) {
    // From 1 March of the year 0.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::Time;

    #[test]
    fn layouts_are_those_of_go() {
        let time = Time {
            seconds: 1_709_210_706,
        };
        for (layout, expected) in [
            ("2006-01-02T15:04:05Z07:00", "2024-02-29T12:45:06Z"),
            (
                "Mon, 2 Jan 06 3:4:5 PM MST",
                "Thu, 29 Feb 24 12:45:6 PM UTC",
            ),
            (
                "Monday January _2 pm -0700 -07:00 -07",
                "Thursday February 29 pm +0000 +00:00 +00",
            ),
            ("20060102-150405", "20240229-124506"),
            ("ä1", "ä2"),
            ("", ""),
        ] {
            assert_eq!(time.format(layout), expected, "{layout}");
        }
    }

    #[test]
    fn days_fall_where_they_do() {
        for (seconds, expected) in [
            (0, "1970-01-01 Thu 12am"),
            (951_782_399, "2000-02-28 Mon 11pm"),
            (951_782_400, "2000-02-29 Tue 12am"),
            (4_107_542_400, "2100-03-01 Mon 12am"),
            (1_767_225_599, "2025-12-31 Wed 11pm"),
        ] {
            let time = Time { seconds };
            assert_eq!(time.format("2006-01-02 Mon 3pm"), expected, "{seconds}");
        }
    }
}
