//! Builds the page into the program and the command permissions into its gate.

fn main() {
    // Only groups written by hand: with a manifest, a command that no group lists is refused (without one, all pass).
    let gate = tauri_build::AppManifest::new().permissions_path_pattern("src-tauri/permissions/*.toml");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(gate)
        .capabilities_path_pattern("src-tauri/capabilities/**/*.json")
        .codegen(tauri_build::CodegenContext::new());
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    tauri_build::try_build(attributes).expect("the window's configuration is whole (is ui/dist built?)");
}
