-- Compares every answer, byte for byte. Costs the load generator time, so never used in a measured round.
local threads = {}

setup = function(thread)
  table.insert(threads, thread)
end

init = function(args)
  local file = assert(io.open(args[1], "rb"))
  expected = file:read("*a")
  file:close()
  right, wrong = 0, 0
end

response = function(status, headers, body)
  if status == 200 and body == expected then
    right = right + 1
  else
    wrong = wrong + 1
  end
end

done = function(summary, latency, requests)
  local right, wrong = 0, 0
  for _, thread in ipairs(threads) do
    right = right + thread:get("right")
    wrong = wrong + thread:get("wrong")
  end
  local errors = summary.errors
  io.write(string.format('{"right":%d,"wrong":%d,"bytes":%d,"socketErrors":%d,"timeouts":%d}\n',
    right, wrong, summary.bytes, errors.connect + errors.read + errors.write, errors.timeout))
end
