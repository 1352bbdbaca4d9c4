//! Builds the Wasm side of the runtime and writes `$OUT_DIR/wasm_binary.rs` with `WASM_BINARY`.
//!
//! The usual wasm-builder compiles Binaryen, which takes a C++ compiler and minutes. The target
//! `wasm32v1-none` already keeps to what the executor understands, so nothing is left for Binaryen to
//! do: here cargo builds the runtime for that target, and the blob is compressed. Only the feature
//! `metadata-hash`, which needs the metadata before the final build, uses wasm-builder.

fn main() {
	#[cfg(all(feature = "std", feature = "metadata-hash"))]
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.enable_metadata_hash("VCH", 12)
		.build();

	#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
	plain::build();
}

#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
mod wasm;

#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
mod plain {
	use crate::wasm;
	use std::{
		env, fs,
		path::{Path, PathBuf},
		process::{exit, Command},
	};

	/// Features of the native build that the Wasm side has too.
	const FORWARDED: [&str; 2] = ["runtime-benchmarks", "try-runtime"];

	/// The code as it stands on chain.
	const COMPRESSED: &str = "veche_runtime.compact.compressed.wasm";

	pub fn build() {
		let out = PathBuf::from(variable("OUT_DIR"));
		let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("..");
		watch(&root);

		let skip = env::var("SKIP_WASM_BUILD").is_ok_and(|value| !value.is_empty());
		let binary = (!skip).then(|| {
			// A target folder of its own, shared by all builds of this profile: the outer cargo has
			// locked the main one.
			let target = out
				.ancestors()
				.nth(3)
				.map_or_else(|| out.join("wasm"), |profile| profile.join("wasm"));
			let path = compress(&out, &compile(&root, &target));
			// Where people find it who want to know its hash.
			fs::copy(&path, target.join(COMPRESSED)).expect("cargo has just written there");
			path
		});
		let source = match &binary {
			Some(path) => format!("Some(include_bytes!({path:?}))"),
			None => "None".into(),
		};
		let source = format!(
			"/// The runtime for the executor, compressed; none when built with SKIP_WASM_BUILD.\n\
			 pub const WASM_BINARY: Option<&[u8]> = {source};\n"
		);
		fs::write(out.join("wasm_binary.rs"), source).expect("OUT_DIR can be written");
	}

	/// Everything of ours that the Wasm side is made of: the runtime's own crates, the members of the
	/// workspace it depends on, and what they embed.
	fn watch(root: &Path) {
		let metadata = cargo_metadata::MetadataCommand::new()
			.manifest_path(root.join("Cargo.toml"))
			.no_deps()
			.exec()
			.expect("the workspace can be read: cargo runs in it");
		let mut found = vec!["veche-runtime".to_string()];
		let mut next = 0;
		while let Some(name) = found.get(next).cloned() {
			next += 1;
			let Some(package) = metadata
				.packages
				.iter()
				.find(|package| package.name == name)
			else {
				continue;
			};
			for dependency in &package.dependencies {
				if dependency.path.is_some() && !found.contains(&dependency.name) {
					found.push(dependency.name.clone());
				}
			}
			let folder = package
				.manifest_path
				.parent()
				.expect("a manifest lies in a folder");
			for part in ["src", "data", "Cargo.toml", "build.rs", "wasm.rs"] {
				let path = folder.join(part);
				if path.exists() {
					println!("cargo:rerun-if-changed={path}");
				}
			}
		}
		for shared in ["Cargo.toml", "Cargo.lock"] {
			println!("cargo:rerun-if-changed={}", root.join(shared).display());
		}
		println!("cargo:rerun-if-env-changed=SKIP_WASM_BUILD");
	}

	fn compile(root: &Path, target: &Path) -> PathBuf {
		let features: Vec<&str> = FORWARDED
			.into_iter()
			.filter(|feature| {
				let name = feature.to_uppercase().replace('-', "_");
				env::var_os(format!("CARGO_FEATURE_{name}")).is_some()
			})
			.collect();

		let mut cargo = Command::new(variable("CARGO"));
		wasm::configure(&mut cargo, root, target, wasm::PROFILE, &features);
		cargo
			.env_remove("RUSTC_WORKSPACE_WRAPPER")
			.env_remove("RUSTC_WRAPPER")
			.env_remove("RUSTC");
		if let Ok(jobs) = env::var("CARGO_MAKEFLAGS") {
			cargo.env("MAKEFLAGS", jobs);
		}
		match cargo.status() {
			Ok(status) if status.success() => (),
			Ok(_) => {
				eprintln!(
					"the runtime does not build for {target}; if the target is missing, run \
					 `rustup target add {target}` or `cargo xtask setup`",
					target = wasm::TARGET
				);
				exit(1);
			}
			Err(error) => {
				eprintln!("cargo cannot be run for the Wasm side: {error}");
				exit(1);
			}
		}
		wasm::built(target, wasm::PROFILE)
	}

	fn compress(out: &Path, blob: &Path) -> PathBuf {
		let wasm = fs::read(blob).expect("cargo has just written the blob");
		let limit = sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;
		let compressed = sp_maybe_compressed_blob::compress_strongly(&wasm, limit)
			.expect("the runtime is far below the limit of a blob");
		let path = out.join(COMPRESSED);
		fs::write(&path, compressed).expect("OUT_DIR can be written");
		path
	}

	fn variable(name: &str) -> String {
		env::var(name).unwrap_or_else(|_| panic!("cargo sets {name} for build scripts"))
	}
}
