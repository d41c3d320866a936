// What a test file needs standing before its first test: servers and a browser, all of them or none.

// Answers what all of these came to. If one does not come up, those that did are put down again before the failure is
// told: a server left standing keeps its test file waiting until the clock ends it, and hides why.
export async function raise(starts) {
  const risen = await Promise.allSettled(starts);
  const failed = risen.find(({ status }) => status === 'rejected');
  if (!failed) return risen.map(({ value }) => value);
  await Promise.all(risen.flatMap(({ value }) => (value?.stop ?? value?.close)?.call(value) ?? []));
  throw failed.reason;
}
