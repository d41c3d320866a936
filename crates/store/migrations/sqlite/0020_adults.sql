-- From which age nobody is a minor there; none means 18. A few states say later, and an admin writes it down.
ALTER TABLE state_rule ADD COLUMN adult_from INTEGER;
