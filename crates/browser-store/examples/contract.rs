//! The test page's code: the contract suite of `service` against IndexedDB in a real browser.

#[cfg(target_arch = "wasm32")]
mod page {
    #![allow(unreachable_pub, reason = "the page reaches them through wasm-bindgen")]

    use browser_store::BrowserStore;
    use rules::vocabulary::AccountId;
    use service::{RecordKind, RecordName, Records, contract};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Runs the suite on a database; gives what each check found, as JSON.
    #[wasm_bindgen]
    pub async fn run_contract(database: String, run: String) -> Result<String, JsValue> {
        let store = open(&database).await?;
        let checks = contract::run(&store, &run).await;
        serde_json::to_string(&checks).map_err(|error| error.to_string().into())
    }

    /// Appends so many events as one of several writers.
    #[wasm_bindgen]
    pub async fn append_many(database: String, account: String, writer: String, count: u32) -> Result<(), JsValue> {
        let store = open(&database).await?;
        let account = AccountId::new(&account);
        contract::append_many(&store, &account, &writer, count).await.map_err(JsValue::from)
    }

    /// The marks that all writers left, as JSON.
    #[wasm_bindgen]
    pub async fn marks(database: String, account: String) -> Result<String, JsValue> {
        let store = open(&database).await?;
        let marks = contract::marks(&store, &AccountId::new(&account)).await?;
        serde_json::to_string(&marks).map_err(|error| error.to_string().into())
    }

    /// Claims the key of a basket that nobody has claimed, and says what all agreed on.
    #[wasm_bindgen]
    pub async fn claim(database: String, basket: String, fresh: String) -> Result<String, JsValue> {
        let store = open(&database).await?;
        let name = RecordName::of(&AccountId::new("account"), RecordKind::OrderKey, basket);
        store.claim_record(&name, None, &fresh, None).await.map_err(|failure| failure.to_string().into())
    }

    async fn open(database: &str) -> Result<BrowserStore, JsValue> {
        BrowserStore::open(database).await.map_err(|failure| failure.to_string().into())
    }
}

fn main() {}
