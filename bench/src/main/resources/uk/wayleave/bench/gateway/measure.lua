-- Runs once, after the load: it costs the requests nothing.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"micros":%d,"bytes":%d,"socketErrors":%d,"timeouts":%d,"badStatus":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, summary.bytes, errors.connect + errors.read + errors.write,
    errors.timeout, errors.status, latency:percentile(50), latency:percentile(99)))
end
