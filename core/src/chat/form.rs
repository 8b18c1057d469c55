//! What the visitor filled in before the chat.

/// The answers of the pre-chat form. Empty text means "not given".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// What the chat is about.
    pub subject: String,
    /// The name to show in the chat; made by the server when empty.
    pub nickname: String,
    /// Answers to the page's own fields, attached as business data.
    pub user_data: Vec<(String, String)>,
}

impl Form {
    /// The answer to the field of that option name (`firstName`, …).
    pub fn answer(&self, field: &str) -> &str {
        match field {
            "firstName" => &self.first_name,
            "lastName" => &self.last_name,
            "email" => &self.email,
            "subject" => &self.subject,
            "nickname" => &self.nickname,
            other => {
                let found = self.user_data.iter().find(|(name, _)| name == other);
                found.map_or("", |(_, value)| value)
            }
        }
    }

    /// Sets the answer to the field of that option name.
    pub fn set(&mut self, field: &str, value: String) {
        match field {
            "firstName" => self.first_name = value,
            "lastName" => self.last_name = value,
            "email" => self.email = value,
            "subject" => self.subject = value,
            "nickname" => self.nickname = value,
            other => match self.user_data.iter_mut().find(|(name, _)| name == other) {
                Some(slot) => slot.1 = value,
                None => self.user_data.push((other.to_owned(), value)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_answered() {
        let mut form = Form::default();
        for field in [
            "firstName",
            "lastName",
            "email",
            "subject",
            "nickname",
            "plan",
        ] {
            assert_eq!(form.answer(field), "");
            form.set(field, "old".into());
            form.set(field, field.to_uppercase());
            assert_eq!(form.answer(field), field.to_uppercase());
        }
        assert_eq!(form.user_data, [("plan".into(), "PLAN".into())]);
    }
}
