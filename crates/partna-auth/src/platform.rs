//! Where this crate may run.

#[cfg(any(target_family = "wasm", partna_assume_wasm))]
compile_error!(
    "partna-auth does not compile for WebAssembly: there the API key would be in everyone's hands, and it grants full \
     access to the merchant's account. Call Partna from your own server, and your server from the browser."
);
