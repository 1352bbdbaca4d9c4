//! Every call of the runtime, found by its types, with the least arguments that the types allow:
//! numbers are zero and lists are empty. Of choices the first there is is taken everywhere, and then
//! once more the last.

use super::*;
use codec::Decode;
use scale_info::{
	form::PortableForm, meta_type, PortableRegistry, Registry, TypeDef, TypeDefPrimitive, Variant,
};
use std::collections::BTreeSet;

/// One of them.
pub struct Dispatchable {
	/// Pallet and call, as `System.remark`.
	pub name: String,
	/// The call with the first of all choices, and with the last if that is another call; none if
	/// nobody could ever give its arguments.
	pub calls: Vec<RuntimeCall>,
	/// Whether its arguments may hold another call.
	pub nests: bool,
}

/// All of them.
pub fn all() -> Vec<Dispatchable> {
	let mut registry = Registry::new();
	let every_call = registry.register_type(&meta_type::<RuntimeCall>()).id;
	let types = Types {
		registry: registry.into(),
		every_call,
	};
	let mut found = Vec::new();
	for pallet in types.variants(every_call) {
		let calls = pallet.fields.first().expect("a pallet has calls").ty.id;
		for call in types.variants(calls) {
			let name = format!("{}.{}", pallet.name, call.name);
			let picked = [Pick::First, Pick::Last].map(|pick| types.least_variant(call, pick));
			let mut least: Vec<Vec<u8>> = picked.into_iter().flatten().collect();
			least.dedup();
			let decode = |call: Vec<u8>| {
				let bytes = [vec![pallet.index], call].concat();
				RuntimeCall::decode(&mut &bytes[..]).unwrap_or_else(|error| {
					panic!("{name} does not decode from the least of its types: {error}")
				})
			};
			found.push(Dispatchable {
				calls: least.into_iter().map(decode).collect(),
				nests: types.nests(call),
				name,
			});
		}
	}
	found
}

/// Which of the choices that a type has.
#[derive(Clone, Copy)]
enum Pick {
	First,
	Last,
}

struct Types {
	registry: PortableRegistry,
	every_call: u32,
}

impl Types {
	fn definition(&self, id: u32) -> &TypeDef<PortableForm> {
		&self
			.registry
			.resolve(id)
			.expect("all types are there")
			.type_def
	}

	fn variants(&self, id: u32) -> &[Variant<PortableForm>] {
		match self.definition(id) {
			TypeDef::Variant(found) => &found.variants,
			other => panic!("calls are variants, not {other:?}"),
		}
	}

	/// The bytes of the least value of a type; none if it has no values.
	fn least(&self, id: u32, pick: Pick) -> Option<Vec<u8>> {
		match self.definition(id) {
			TypeDef::Composite(found) => {
				self.row(found.fields.iter().map(|field| field.ty.id), pick)
			}
			TypeDef::Tuple(found) => self.row(found.fields.iter().map(|field| field.id), pick),
			TypeDef::Variant(found) => {
				let mut values = found
					.variants
					.iter()
					.filter_map(|variant| self.least_variant(variant, pick));
				match pick {
					Pick::First => values.next(),
					// A call within a call is the first there is, which anybody may make: what is
					// tried is the outer one.
					Pick::Last if id == self.every_call => values.next(),
					Pick::Last => values.next_back(),
				}
			}
			TypeDef::Array(found) => {
				let one = self.least(found.type_param.id, pick)?;
				Some(one.repeat(found.len as usize))
			}
			// An empty list, or a zero.
			TypeDef::Sequence(_) | TypeDef::Compact(_) | TypeDef::BitSequence(_) => Some(vec![0]),
			TypeDef::Primitive(primitive) => Some(vec![0; width(primitive)]),
		}
	}

	fn row(&self, ids: impl Iterator<Item = u32>, pick: Pick) -> Option<Vec<u8>> {
		let parts: Option<Vec<_>> = ids.map(|id| self.least(id, pick)).collect();
		Some(parts?.concat())
	}

	fn least_variant(&self, variant: &Variant<PortableForm>, pick: Pick) -> Option<Vec<u8>> {
		let fields = self.row(variant.fields.iter().map(|field| field.ty.id), pick)?;
		Some([vec![variant.index], fields].concat())
	}

	/// Whether a value of one of the fields' types may hold a call.
	fn nests(&self, call: &Variant<PortableForm>) -> bool {
		let mut seen = BTreeSet::new();
		let mut left: Vec<u32> = call.fields.iter().map(|field| field.ty.id).collect();
		while let Some(id) = left.pop() {
			if id == self.every_call {
				return true;
			}
			if !seen.insert(id) {
				continue;
			}
			match self.definition(id) {
				TypeDef::Composite(found) => left.extend(found.fields.iter().map(|f| f.ty.id)),
				TypeDef::Tuple(found) => left.extend(found.fields.iter().map(|f| f.id)),
				TypeDef::Variant(found) => {
					let fields = found.variants.iter().flat_map(|variant| &variant.fields);
					left.extend(fields.map(|field| field.ty.id));
				}
				TypeDef::Array(found) => left.push(found.type_param.id),
				TypeDef::Sequence(found) => left.push(found.type_param.id),
				TypeDef::Compact(found) => left.push(found.type_param.id),
				TypeDef::Primitive(_) | TypeDef::BitSequence(_) => (),
			}
		}
		false
	}
}

/// Bytes of a number; text is as long as a list.
fn width(primitive: &TypeDefPrimitive) -> usize {
	use TypeDefPrimitive::*;
	match primitive {
		Bool | Str | U8 | I8 => 1,
		U16 | I16 => 2,
		Char | U32 | I32 => 4,
		U64 | I64 => 8,
		U128 | I128 => 16,
		U256 | I256 => 32,
	}
}
