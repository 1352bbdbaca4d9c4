//! What a unit is, and how a file of units is read.

use alloc::{string::String, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use veche_primitives::UnitId;

/// Longest code of a unit, in bytes.
pub const MAX_CODE: u32 = 24;
/// Longest name of a unit, in bytes of UTF-8.
pub const MAX_NAME: u32 = 96;

/// A short, unique, public code of a unit, such as `BY-BR-04`.
pub type Code = BoundedVec<u8, ConstU32<MAX_CODE>>;
/// The name people use, UTF-8.
pub type Name = BoundedVec<u8, ConstU32<MAX_NAME>>;

/// What sort of unit it is, from high to low. A unit is never of a higher kind than the one above
/// it.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
	/// The whole. Has no unit above it.
	#[codec(index = 0)]
	Country,
	/// A first-level part of the country.
	#[codec(index = 1)]
	Region,
	/// A part of a region, or of a city.
	#[codec(index = 2)]
	District,
	/// A village or town council, the smallest territory.
	#[codec(index = 3)]
	Council,
	/// A farm, factory, school: people who work together. May stand below any unit.
	#[codec(index = 4)]
	Workplace,
}

impl UnitKind {
	/// The kind with this name, as files and presets spell it.
	pub fn from_name(name: &str) -> Option<Self> {
		match name {
			"country" => Some(Self::Country),
			"region" => Some(Self::Region),
			"district" => Some(Self::District),
			"council" => Some(Self::Council),
			"workplace" => Some(Self::Workplace),
			_ => None,
		}
	}
}

/// A node of the tree.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Unit {
	/// The unit directly above; none for a country.
	pub parent: Option<UnitId>,
	/// How many units are above it.
	pub depth: u8,
	/// What sort of unit it is.
	pub kind: UnitKind,
	/// Its unique code; never changes.
	pub code: Code,
	/// What people call it.
	pub name: Name,
}

/// One unit as genesis files name it: by codes, since ids do not exist yet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
	/// The unit's code.
	pub code: String,
	/// The code of the unit above; empty for a country.
	pub parent: String,
	/// What sort of unit it is.
	pub kind: UnitKind,
	/// What people call it.
	pub name: String,
}

/// What is wrong with a line of a file of units. Lines are counted from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnitsError {
	/// The first line must be `code,parent,kind,name`.
	Heading,
	/// The line has fewer than four columns.
	Columns(usize),
	/// The kind is none of country, region, district, council, workplace.
	Kind(usize),
	/// The code is empty or longer than [`MAX_CODE`] bytes.
	Code(usize),
	/// The name is empty, quoted, or longer than [`MAX_NAME`] bytes.
	Name(usize),
}

impl core::fmt::Display for UnitsError {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		match self {
			Self::Heading => write!(f, "line 1: write the heading `code,parent,kind,name`"),
			Self::Columns(line) => {
				write!(
					f,
					"line {line}: give four columns: code, parent, kind, name"
				)
			}
			Self::Kind(line) => write!(
				f,
				"line {line}: the kind must be country, region, district, council or workplace"
			),
			Self::Code(line) => {
				write!(f, "line {line}: the code must have 1 to {MAX_CODE} bytes")
			}
			Self::Name(line) => {
				write!(
					f,
					"line {line}: the name must have 1 to {MAX_NAME} bytes and no quotes"
				)
			}
		}
	}
}

/// Read a file of units: a heading, then `code,parent,kind,name` per line. The name is the rest of
/// the line, so it may hold commas. Empty lines are passed over. Whether parents exist and codes
/// are unique is checked when the tree is built.
///
/// # Errors
/// The first bad line.
pub fn parse_units(csv: &str) -> Result<Vec<UnitEntry>, UnitsError> {
	let mut lines = csv.lines();
	if lines.next().map(str::trim) != Some("code,parent,kind,name") {
		return Err(UnitsError::Heading);
	}
	let mut entries = Vec::new();
	for (line, text) in (2..).zip(lines) {
		let text = text.trim();
		if text.is_empty() {
			continue;
		}
		let mut columns = text.splitn(4, ',').map(str::trim);
		let mut column = || columns.next().ok_or(UnitsError::Columns(line));
		let (code, parent, kind, name) = (column()?, column()?, column()?, column()?);
		let kind = UnitKind::from_name(kind).ok_or(UnitsError::Kind(line))?;
		if code.is_empty() || code.len() > MAX_CODE as usize {
			return Err(UnitsError::Code(line));
		}
		if name.is_empty() || name.len() > MAX_NAME as usize || name.contains('"') {
			return Err(UnitsError::Name(line));
		}
		entries.push(UnitEntry {
			code: code.into(),
			parent: parent.into(),
			kind,
			name: name.into(),
		});
	}
	Ok(entries)
}
