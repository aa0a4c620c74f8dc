"""The moves of a message, each one atomic call in Lua. Times are Redis's own, in milliseconds.

arq's poll, its unfenced in-progress key and its kept results are what these replace: see `worker.py`.
"""

NOW = "local t = redis.call('time'); local now = t[1] * 1000 + math.floor(t[2] / 1000)\n"

PUT = (
    NOW
    + """
-- KEYS queue, wake, job   ARGV message, delay ms, arq's job as JSON, life ms
redis.call('set', KEYS[3], ARGV[3], 'PX', ARGV[4], 'NX')
if redis.call('zadd', KEYS[1], 'NX', now + ARGV[2], ARGV[1]) == 0 then return 0 end
redis.call('lpush', KEYS[2], '1')
redis.call('ltrim', KEYS[2], 0, 255)
return 1
"""
)

CLAIM = (
    NOW
    + """
-- KEYS queue, wake   ARGV free slots, lease ms, token, owner prefix -> messages claimed, ms until the next is due (-1: none)
-- What is due and left over wakes the next worker.
local due = redis.call('zrangebyscore', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, id in ipairs(due) do
  redis.call('set', ARGV[4] .. id, ARGV[3], 'PX', ARGV[2])
  redis.call('zadd', KEYS[1], now + ARGV[2], id)
end
local next = redis.call('zrange', KEYS[1], 0, 0, 'WITHSCORES')
if next[2] and next[2] - now <= 0 then redis.call('lpush', KEYS[2], '1') end
return {due, next[2] and math.max(next[2] - now, 0) or -1}
"""
)

RENEW = (
    NOW
    + """
-- KEYS queue   ARGV lease ms, token, owner prefix, messages... -> those that are no longer ours
local lost = {}
for i = 4, #ARGV do
  if redis.call('get', ARGV[3] .. ARGV[i]) == ARGV[2] then
    redis.call('pexpire', ARGV[3] .. ARGV[i], ARGV[1])
    redis.call('zadd', KEYS[1], 'XX', now + ARGV[1], ARGV[i])
  else
    table.insert(lost, ARGV[i])
  end
end
return lost
"""
)

FINISH = (
    NOW
    + """
-- KEYS queue, owner, job   ARGV message, token, delay ms until the next try ('' when done)
if redis.call('get', KEYS[2]) ~= ARGV[2] then return 0 end
redis.call('del', KEYS[2])
if ARGV[3] == '' then
  redis.call('zrem', KEYS[1], ARGV[1])
  redis.call('del', KEYS[3])
else
  redis.call('zadd', KEYS[1], 'XX', now + ARGV[3], ARGV[1])
end
return 1
"""
)

TAKE = (
    NOW
    + """
-- One sliding window a key.  KEYS windows...   ARGV member, then limit and window ms for each
-- -> for each: allowed in all (0/1), used, ms until the oldest call leaves the window. Counted only when all allow it.
local allowed, out = 1, {}
for i, key in ipairs(KEYS) do
  local limit, window = tonumber(ARGV[i * 2]), tonumber(ARGV[i * 2 + 1])
  redis.call('zremrangebyscore', key, '-inf', now - window)
  if redis.call('zcard', key) >= limit then allowed = 0 end
end
for i, key in ipairs(KEYS) do
  local window = tonumber(ARGV[i * 2 + 1])
  if allowed == 1 then
    redis.call('zadd', key, now, ARGV[1])
    redis.call('pexpire', key, window)
  end
  local oldest = redis.call('zrange', key, 0, 0, 'WITHSCORES')
  table.insert(out, allowed)
  table.insert(out, redis.call('zcard', key))
  table.insert(out, oldest[2] and oldest[2] + window - now or 0)
end
return out
"""
)
