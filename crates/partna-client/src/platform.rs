//! Where these bindings may run. The check stands here, below `partna-auth`, since this crate is compiled first.

#[cfg(any(target_family = "wasm", partna_assume_wasm))]
compile_error!(
    "the Partna bindings do not compile for WebAssembly: there the API key would be in everyone's hands, and it grants full \
     access to the merchant's account. Call Partna from your own server, and your server from the browser."
);
