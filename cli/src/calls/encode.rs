//! From JSON to the bytes of a type.

use super::{is_account, is_byte, is_option, MAX_DEPTH};
use crate::{identity::parse_address, output::usage};
use anyhow::{anyhow, Result};
use codec::{Compact, Encode};
use scale_info::{
	form::PortableForm, Field, PortableRegistry, TypeDef, TypeDefPrimitive, TypeDefVariant,
};
use serde_json::{Map, Value};

/// The arguments of a call, by name.
pub fn arguments(
	types: &PortableRegistry,
	fields: &[Field<PortableForm>],
	given: &Map<String, Value>,
	out: &mut Vec<u8>,
) -> Result<()> {
	record(types, fields, given, Place::root(), out)
}

/// Where in the arguments a value stands, for errors.
#[derive(Clone)]
struct Place {
	path: String,
	depth: u32,
}

impl Place {
	fn root() -> Self {
		Self {
			path: String::new(),
			depth: MAX_DEPTH,
		}
	}

	fn under(&self, name: &str) -> Result<Self> {
		let depth = self.depth.checked_sub(1);
		let depth = depth.ok_or_else(|| self.wrong("is nested too deeply; write it flatter"))?;
		let path = if self.path.is_empty() {
			name.to_string()
		} else {
			format!("{}.{name}", self.path)
		};
		Ok(Self { path, depth })
	}

	fn wrong(&self, what: &str) -> anyhow::Error {
		let name = if self.path.is_empty() {
			"the call"
		} else {
			self.path.as_str()
		};
		usage(format!("{name} {what}"))
	}
}

fn value(
	types: &PortableRegistry,
	id: u32,
	json: &Value,
	place: Place,
	out: &mut Vec<u8>,
) -> Result<()> {
	let found = types
		.resolve(id)
		.ok_or_else(|| anyhow!("the chain does not describe type {id}; ask another node"))?;
	if is_account(found) {
		let text = json
			.as_str()
			.ok_or_else(|| place.wrong("is an account; give its address"))?;
		out.extend(
			parse_address(text).map_err(|error| place.wrong(&format!("is no account: {error}")))?,
		);
		return Ok(());
	}
	match &found.type_def {
		TypeDef::Primitive(kind) => primitive(kind, json, &place, out),
		TypeDef::Compact(inner) => compact(types, inner.type_param.id, json, &place, out),
		TypeDef::Composite(all) => fields(types, &all.fields, json, place, out),
		TypeDef::Variant(choice) if is_option(found) => option(types, choice, json, place, out),
		TypeDef::Variant(choice) => variant(types, choice, json, place, out),
		TypeDef::Sequence(list) if is_byte(types, list.type_param.id) && !json.is_array() => {
			let bytes = bytes(json, &place)?;
			Compact(u32::try_from(bytes.len())?).encode_to(out);
			out.extend(bytes);
			Ok(())
		}
		TypeDef::Sequence(list) => {
			let all = elements(json, &place)?;
			Compact(u32::try_from(all.len())?).encode_to(out);
			each(types, list.type_param.id, all, &place, out)
		}
		TypeDef::Array(list) if is_byte(types, list.type_param.id) && !json.is_array() => {
			let bytes = bytes(json, &place)?;
			if u32::try_from(bytes.len()) != Ok(list.len) {
				let (is, wanted) = (bytes.len(), list.len);
				return Err(place.wrong(&format!("has {is} bytes and must have {wanted}")));
			}
			out.extend(bytes);
			Ok(())
		}
		TypeDef::Array(list) => {
			let all = elements(json, &place)?;
			if u32::try_from(all.len()) != Ok(list.len) {
				let (is, wanted) = (all.len(), list.len);
				return Err(place.wrong(&format!("has {is} elements and must have {wanted}")));
			}
			each(types, list.type_param.id, all, &place, out)
		}
		TypeDef::Tuple(tuple) => match tuple.fields.as_slice() {
			[] if json.is_null() => Ok(()),
			members => {
				let all = elements(json, &place)?;
				if all.len() != members.len() {
					let (is, wanted) = (all.len(), members.len());
					return Err(place.wrong(&format!("has {is} elements and must have {wanted}")));
				}
				for (number, (member, json)) in members.iter().zip(all).enumerate() {
					let place = place.under(&number.to_string())?;
					value(types, member.id, json, place, out)?;
				}
				Ok(())
			}
		},
		TypeDef::BitSequence(_) => {
			Err(place.wrong("is a sequence of bits, which this cannot write"))
		}
	}
}

/// Fields of a record, of a choice, or of a wrapper.
fn fields(
	types: &PortableRegistry,
	fields: &[Field<PortableForm>],
	json: &Value,
	place: Place,
	out: &mut Vec<u8>,
) -> Result<()> {
	match (fields, json) {
		([], Value::Null) => Ok(()),
		([], Value::Object(map)) if map.is_empty() => Ok(()),
		([], _) => Err(place.wrong("holds nothing; give null")),
		([only], _) if only.name.is_none() => value(types, only.ty.id, json, place, out),
		_ if fields.iter().all(|field| field.name.is_some()) => match (fields, json) {
			(_, Value::Object(given)) => record(types, fields, given, place, out),
			// A record of one field may be written as the field alone.
			([only], _) => value(types, only.ty.id, json, place, out),
			_ => Err(place.wrong("is a record; give {\"field\": value, …}")),
		},
		_ => {
			let all = elements(json, &place)?;
			if all.len() != fields.len() {
				let (is, wanted) = (all.len(), fields.len());
				return Err(place.wrong(&format!("has {is} elements and must have {wanted}")));
			}
			for (number, (field, json)) in fields.iter().zip(all).enumerate() {
				let place = place.under(&number.to_string())?;
				value(types, field.ty.id, json, place, out)?;
			}
			Ok(())
		}
	}
}

/// Named fields, each given once.
fn record(
	types: &PortableRegistry,
	fields: &[Field<PortableForm>],
	given: &Map<String, Value>,
	place: Place,
	out: &mut Vec<u8>,
) -> Result<()> {
	let name_of = |field: &Field<PortableForm>| field.name.clone().unwrap_or_default();
	let mut names = given.keys();
	if let Some(unknown) = names.find(|name| !fields.iter().any(|field| name_of(field) == **name)) {
		let names: Vec<String> = fields.iter().map(name_of).collect();
		return Err(place.wrong(&format!("has no {unknown:?}; it has: {}", names.join(", "))));
	}
	for field in fields {
		let name = name_of(field);
		let json = given
			.get(&name)
			.ok_or_else(|| place.wrong(&format!("lacks {name:?}; give it")))?;
		value(types, field.ty.id, json, place.under(&name)?, out)?;
	}
	Ok(())
}

fn option(
	types: &PortableRegistry,
	choice: &TypeDefVariant<PortableForm>,
	json: &Value,
	place: Place,
	out: &mut Vec<u8>,
) -> Result<()> {
	if json.is_null() {
		out.push(0);
		return Ok(());
	}
	let some = choice.variants.iter().find(|variant| variant.index == 1);
	let some = some.ok_or_else(|| place.wrong("cannot hold anything; give null"))?;
	out.push(1);
	fields(types, &some.fields, json, place, out)
}

fn variant(
	types: &PortableRegistry,
	choice: &TypeDefVariant<PortableForm>,
	json: &Value,
	place: Place,
	out: &mut Vec<u8>,
) -> Result<()> {
	let single = |map: &Map<String, Value>| {
		let (name, held) = map.iter().next().filter(|_| map.len() == 1)?;
		Some((name.clone(), held.clone()))
	};
	let chosen = match json {
		Value::String(name) => Some((name.clone(), Value::Null)),
		Value::Object(map) => single(map),
		_ => None,
	};
	let names = || -> String {
		let names = choice.variants.iter().map(|variant| variant.name.as_str());
		names.collect::<Vec<_>>().join(", ")
	};
	let Some((name, held)) = chosen else {
		return Err(place.wrong(&format!("is a choice; give one of: {}", names())));
	};
	let found = choice
		.variants
		.iter()
		.find(|variant| folded(&variant.name) == folded(&name));
	let Some(found) = found else {
		return Err(place.wrong(&format!("is not {name:?} but one of: {}", names())));
	};
	out.push(found.index);
	let place = place.under(&found.name)?;
	fields(types, &found.fields, &held, place, out)
}

/// A name without what differs between ways of writing it: `SetParams`, `set_params`, `setParams`.
fn folded(name: &str) -> String {
	let kept = name.chars().filter(|sign| *sign != '_');
	kept.flat_map(char::to_lowercase).collect()
}

fn each(
	types: &PortableRegistry,
	id: u32,
	all: &[Value],
	place: &Place,
	out: &mut Vec<u8>,
) -> Result<()> {
	for (number, json) in all.iter().enumerate() {
		value(types, id, json, place.under(&number.to_string())?, out)?;
	}
	Ok(())
}

fn elements<'a>(json: &'a Value, place: &Place) -> Result<&'a [Value]> {
	let list = json.as_array().map(Vec::as_slice);
	list.ok_or_else(|| place.wrong("is a list; give [value, …]"))
}

/// A text that begins with `0x` is bytes in hexadecimal, any other its own UTF-8. A bare number was
/// read as JSON, but may be meant as text.
fn bytes(json: &Value, place: &Place) -> Result<Vec<u8>> {
	let text = match json {
		Value::String(text) => text.clone(),
		Value::Number(number) => number.to_string(),
		_ => return Err(place.wrong("is a text or bytes; give \"text\" or \"0x…\"")),
	};
	match text.strip_prefix("0x") {
		Some(digits) => hex::decode(digits)
			.map_err(|_| place.wrong("is no even number of hexadecimal digits after 0x")),
		None => Ok(text.into_bytes()),
	}
}

fn primitive(
	kind: &TypeDefPrimitive,
	json: &Value,
	place: &Place,
	out: &mut Vec<u8>,
) -> Result<()> {
	use TypeDefPrimitive as P;
	match kind {
		P::Bool => match json {
			Value::Bool(yes) => yes.encode_to(out),
			_ => return Err(place.wrong("is true or false")),
		},
		P::Str => match json {
			Value::String(text) => text.encode_to(out),
			Value::Number(number) => number.to_string().encode_to(out),
			_ => return Err(place.wrong("is a text")),
		},
		P::U8 => unsigned::<u8>(json, place)?.encode_to(out),
		P::U16 => unsigned::<u16>(json, place)?.encode_to(out),
		P::U32 => unsigned::<u32>(json, place)?.encode_to(out),
		P::U64 => unsigned::<u64>(json, place)?.encode_to(out),
		P::U128 => unsigned::<u128>(json, place)?.encode_to(out),
		P::I8 => signed::<i8>(json, place)?.encode_to(out),
		P::I16 => signed::<i16>(json, place)?.encode_to(out),
		P::I32 => signed::<i32>(json, place)?.encode_to(out),
		P::I64 => signed::<i64>(json, place)?.encode_to(out),
		P::I128 => signed::<i128>(json, place)?.encode_to(out),
		P::Char | P::U256 | P::I256 => return Err(place.wrong("is of a type this cannot write")),
	}
	Ok(())
}

/// Compact numbers are written alike whatever their width, so the width is only checked.
fn compact(
	types: &PortableRegistry,
	id: u32,
	json: &Value,
	place: &Place,
	out: &mut Vec<u8>,
) -> Result<()> {
	let mut plain = Vec::new();
	value(types, id, json, place.clone(), &mut plain)?;
	let mut wide = [0u8; 16];
	let all = wide
		.get_mut(..plain.len())
		.ok_or_else(|| place.wrong("is of a type this cannot write"))?;
	all.copy_from_slice(&plain);
	Compact(u128::from_le_bytes(wide)).encode_to(out);
	Ok(())
}

fn unsigned<N: TryFrom<u128>>(json: &Value, place: &Place) -> Result<N> {
	let number = digits(json)
		.and_then(|text| text.parse::<u128>().ok())
		.ok_or_else(|| place.wrong("is a whole number, not negative"))?;
	N::try_from(number).map_err(|_| place.wrong(&format!("cannot be as large as {number}")))
}

fn signed<N: TryFrom<i128>>(json: &Value, place: &Place) -> Result<N> {
	let number = digits(json)
		.and_then(|text| text.parse::<i128>().ok())
		.ok_or_else(|| place.wrong("is a whole number"))?;
	N::try_from(number).map_err(|_| place.wrong(&format!("cannot be {number}")))
}

/// The digits of a number, also of one that JSON cannot hold and is given as text.
fn digits(json: &Value) -> Option<String> {
	match json {
		Value::Number(number) => Some(number.to_string()),
		Value::String(text) => Some(text.replace(['_', ','], "")),
		_ => None,
	}
}
