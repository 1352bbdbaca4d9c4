//! The machine and the day a measurement is from. Nothing that names the machine's owner.

use std::{
	fs,
	time::{SystemTime, UNIX_EPOCH},
};

/// What the processor calls itself.
pub fn cpu_model() -> String {
	let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
	model_in(&text).unwrap_or_else(|| format!("an {} processor", std::env::consts::ARCH))
}

fn model_in(cpuinfo: &str) -> Option<String> {
	let line = cpuinfo
		.lines()
		.find(|line| line.starts_with("model name"))?;
	let (_, model) = line.split_once(':')?;
	Some(model.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// How many threads run at once.
pub fn cores() -> usize {
	std::thread::available_parallelism().map_or(1, usize::from)
}

/// A value of a file such as `/proc/meminfo`, in bytes.
pub fn kibibytes_in(text: &str, name: &str) -> Option<u64> {
	let line = text
		.lines()
		.find(|line| line.split(':').next() == Some(name))?;
	let number: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
	number.checked_mul(1024)
}

/// The machine's memory in GiB, rounded.
pub fn memory_gib() -> u64 {
	const GIB: u64 = 1 << 30;
	let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
	(kibibytes_in(&text, "MemTotal").unwrap_or(0) + GIB / 2) / GIB
}

/// The machine in a few words.
pub fn described() -> String {
	format!(
		"{} threads of {}, {} GiB",
		cores(),
		cpu_model(),
		memory_gib()
	)
}

/// Today in UTC, as `2026-01-31`.
pub fn today() -> String {
	let since = SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.unwrap_or_default();
	date_of(since.as_secs() / 86_400)
}

/// The date so many days after 1970-01-01. Counts whole years and months, which is fast enough.
fn date_of(mut days: u64) -> String {
	let leap = |year: u64| {
		year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
	};
	let mut year = 1970;
	while days >= 365 + u64::from(leap(year)) {
		days -= 365 + u64::from(leap(year));
		year += 1;
	}
	let february = 28 + u64::from(leap(year));
	let mut month = 1;
	for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
		if days < length {
			break;
		}
		days -= length;
		month += 1;
	}
	format!("{year}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn dates_are_those_of_the_calendar() {
		assert_eq!(date_of(0), "1970-01-01");
		assert_eq!(date_of(59), "1970-03-01");
		assert_eq!(date_of(11_016), "2000-02-29");
		assert_eq!(date_of(11_322), "2000-12-31");
		assert_eq!(date_of(11_323), "2001-01-01");
		assert_eq!(date_of(20_778), "2026-11-21");
	}

	#[test]
	fn the_processor_is_named_without_padding() {
		let text = "processor\t: 0\nmodel name\t: Some  CPU @ 2 GHz \nmodel name\t: other\n";
		assert_eq!(model_in(text).as_deref(), Some("Some CPU @ 2 GHz"));
		assert_eq!(model_in("processor\t: 0\n"), None);
	}

	#[test]
	fn kibibytes_are_read_as_bytes() {
		let text = "VmPeak:\t  900 kB\nVmRSS:\t   12 kB\n";
		assert_eq!(kibibytes_in(text, "VmRSS"), Some(12 * 1024));
		assert_eq!(kibibytes_in(text, "VmHWM"), None);
	}
}
