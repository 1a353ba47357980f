/* Sums of a plan of weeks while somebody types: [data-week] holds the fields and one [data-week-sum]. The server sums by kind. */

for (const week of document.querySelectorAll("[data-week]")) {
  const sum = week.querySelector("[data-week-sum]");
  const fields = [...week.querySelectorAll("input[inputmode=decimal]")];
  week.addEventListener("input", () => {
    sum.textContent = fields.reduce((all, field) => {
      const typed = field.value.trim().replace(/½$|,5$/, ".5").replace(/[.,]0$/, "");
      return all + (/^\d*(\d|\.5)$/.test(typed) ? Number(typed) : 0);
    }, 0);
  });
}
