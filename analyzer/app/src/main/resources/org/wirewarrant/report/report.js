'use strict';
(function () {
  const collator = new Intl.Collator('en', {numeric: true});
  const compare = (a, b) => typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(a, b);

  function sortButton(th, onSort) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = th.textContent;
    th.textContent = '';
    th.append(button);
    button.addEventListener('click', () => {
      const ascending = th.getAttribute('aria-sort') !== 'ascending';
      for (const other of th.parentNode.children) other.removeAttribute('aria-sort');
      th.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      onSort(ascending ? 1 : -1);
    });
  }

  function cellKey(row, column) {
    const cell = row.cells[column];
    const text = cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim();
    return text !== '' && !isNaN(text) ? Number(text) : text;
  }

  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((th, column) => sortButton(th, direction => {
      const rows = [...body.rows].map(row => ({row, key: cellKey(row, column)}));
      rows.sort((a, b) => direction * compare(a.key, b.key));
      body.append(...rows.map(entry => entry.row));
    }));
  }

  for (const form of document.querySelectorAll('form.filters[data-table]')) {
    const rows = [...document.getElementById(form.dataset.table).tBodies[0].rows]
      .map(row => ({row, text: row.textContent.toLowerCase()}));
    const selects = [...form.querySelectorAll('select')];
    const label = (row, select) => {
      const cell = row.cells[select.dataset.column];
      return (cell.querySelector('.chip') || cell).textContent.trim();
    };
    for (const select of selects) {
      const values = new Set(rows.map(entry => label(entry.row, select)));
      for (const value of [...values].filter(Boolean).sort(compare)) select.append(new Option(value, value));
    }
    const apply = () => {
      const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const {row, text} of rows) {
        const fits = words.every(word => text.includes(word))
          && selects.every(select => select.value === '' || label(row, select) === select.value);
        row.hidden = !fits;
        if (fits) shown++;
      }
      form.querySelector('output').textContent = shown === rows.length ? rows.length + ' rows' : shown + ' of ' + rows.length + ' rows';
    };
    form.addEventListener('input', apply);
    form.addEventListener('submit', event => event.preventDefault());
    apply();
  }

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      target.hidden = false;
      target.scrollIntoView();
    }
  };
  addEventListener('hashchange', reveal);

  const view = document.getElementById('conversation-view');
  const data = JSON.parse(document.getElementById('conversation-data').textContent);
  const columns = [
    ['Client', 0], ['Client roles', 1], ['Server', 2], ['Server roles', 3], ['Service', 4], ['Flows', 5, true], ['Answered', 6, true],
    ['Bytes', 7, true], ['First seen, UTC', 8], ['Verdict', 9], ['Reason', 10], ['Rule', 11], ['Finding', 12]
  ];
  const PAGE = 100;
  const VERDICT = 9;
  const form = view.querySelector('form');
  const head = view.querySelector('thead tr');
  const body = view.querySelector('tbody');
  const [previous, next] = view.querySelectorAll('.pages button');
  const place = view.querySelector('.pages span');
  let texts = null;
  let chosen = data.map((row, index) => index);
  let page = 0;

  // Few values repeat in many rows: comparing their places is faster than comparing them.
  function ranks(column) {
    const values = [...new Set(data.map(row => row[column]))].sort(collator.compare);
    const places = new Map(values.map((value, index) => [value, index]));
    return value => places.get(value);
  }

  for (const [name, column, number] of columns) {
    const th = document.createElement('th');
    th.scope = 'col';
    th.textContent = name;
    if (number) th.className = 'number';
    head.append(th);
    sortButton(th, direction => {
      const place = number ? places => places : ranks(column);
      chosen.sort((a, b) => direction * (place(data[a][column]) - place(data[b][column])) || a - b);
      page = 0;
      draw();
    });
  }
  for (const verdict of [...new Set(data.map(row => row[VERDICT]))].sort()) form.elements.verdict.append(new Option(verdict, verdict));

  const group = new Intl.NumberFormat('en');
  function cell(row, [, column, number]) {
    const td = document.createElement('td');
    const value = row[column];
    if (number) {
      td.className = 'number';
      td.textContent = group.format(value);
    } else if (column >= 11 && value !== '') {
      for (const word of value.split(' ')) {
        const id = column === 11 ? 'rule-' + word : word;
        if (td.hasChildNodes()) td.append(' ');
        if (document.getElementById(id)) {
          const link = document.createElement('a');
          link.href = '#' + id;
          link.textContent = word;
          td.append(link);
        } else {
          td.append(word);
        }
      }
    } else {
      td.textContent = value;
      if (column === 8) td.className = 'time';
    }
    return td;
  }

  function draw() {
    const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
    page = Math.min(page, pages - 1);
    const rows = chosen.slice(page * PAGE, (page + 1) * PAGE).map(index => {
      const tr = document.createElement('tr');
      tr.append(...columns.map(column => cell(data[index], column)));
      return tr;
    });
    body.replaceChildren(...rows);
    place.textContent = 'page ' + (page + 1) + ' of ' + group.format(pages);
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
    form.querySelector('output').textContent = group.format(chosen.length) + ' of ' + group.format(data.length) + ' conversations';
  }

  form.addEventListener('input', () => {
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdict = form.elements.verdict.value;
    if (words.length > 0 && texts === null) texts = data.map(row => row.join(' ').toLowerCase());
    for (const th of head.children) th.removeAttribute('aria-sort');
    chosen = [];
    for (let i = 0; i < data.length; i++) {
      if ((verdict === '' || data[i][VERDICT] === verdict) && words.every(word => texts[i].includes(word))) chosen.push(i);
    }
    page = 0;
    draw();
  });
  form.addEventListener('submit', event => event.preventDefault());
  previous.addEventListener('click', () => { page--; draw(); });
  next.addEventListener('click', () => { page++; draw(); });
  view.hidden = false;
  draw();
  reveal();
})();
