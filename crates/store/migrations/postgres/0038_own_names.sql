-- What an organization calls a service of its own in Spanish: its list is printed in both languages.
ALTER TABLE listing ADD COLUMN own_name_es TEXT;
