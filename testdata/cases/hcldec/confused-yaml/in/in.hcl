name: web
list:
  - a
