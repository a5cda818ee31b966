-- Schema version 6: the orders of the list that had no index of their own: opened, stage, urgency, danger.
CREATE INDEX case_order_opened ON case_order (opened DESC, record DESC);
CREATE INDEX case_order_status ON case_order (status, record DESC);
CREATE INDEX case_order_priority ON case_order (priority, record DESC);
CREATE INDEX case_order_risk ON case_order (risk, record DESC);
