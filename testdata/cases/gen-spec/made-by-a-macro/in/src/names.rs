macro_rules! newtypes {
    ($($name:ident),+) => {
        $(
            #[derive(serde::Deserialize)]
            #[serde(transparent)]
            pub struct $name(pub String);
        )+
    };
}

newtypes!(Region, Label);
