/* Sums of a plan of weeks while somebody types: [data-week] holds the fields and one [data-week-sum]. The server sums by kind. */

for (const week of document.querySelectorAll("[data-week]")) {
  const sum = week.querySelector("[data-week-sum]");
  const fields = [...week.querySelectorAll("input[inputmode=numeric]")];
  week.addEventListener("input", () => {
    sum.textContent = fields.reduce((all, field) => all + (/^\d+$/.test(field.value.trim()) ? Number(field.value) : 0), 0);
  });
}
