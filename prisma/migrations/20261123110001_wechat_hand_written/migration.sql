-- What waits, in the order of each user; finished rows are many and are in neither.
CREATE INDEX "wechat_inbox_waiting" ON "wechat_inbox" ("user_key", "id") WHERE "status" = 'waiting';
CREATE INDEX "wechat_inbox_due" ON "wechat_inbox" ("next_attempt_at") WHERE "status" = 'waiting';
