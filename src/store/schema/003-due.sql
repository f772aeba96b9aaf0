-- Forecasts by the time at which they can be judged: what is due is found without reading every claim.
CREATE INDEX claims_by_due ON claims (due) WHERE due IS NOT NULL;
