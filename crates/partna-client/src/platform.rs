//! Rejects WebAssembly targets. The check is in this crate because this crate is compiled before `partna-auth`.

#[cfg(any(target_family = "wasm", partna_assume_wasm))]
compile_error!(
    "the Partna bindings do not compile for WebAssembly: the API key would be exposed to all users, and it grants full \
     access to the merchant's account; call Partna from your own server, and your server from the browser"
);
