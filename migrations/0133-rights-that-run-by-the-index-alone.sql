-- Who holds what at an institution is asked of rights that were not withdrawn; with their period in the index, their rows need not be read.

create index grants_running_at_organisation on grants (organisation_id, person_id) include (entitlement_id, period) where withdrawn_at is null;
