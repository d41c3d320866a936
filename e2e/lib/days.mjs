// Days as the clock on the wall of the demo names them.

// The day at the health center, some days from now, as a field for dates says it.
export function chicago(days) {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago', dateStyle: 'short' });
  return day.format(Date.now() + days * 24 * 3600 * 1000);
}
