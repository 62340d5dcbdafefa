
˜
.
api_timeout
api_timeout


cty.String
*
	api_token
	api_token


cty.String
0
boot_timeout 
boot_timeout


cty.String
"
cores
cores


cty.Number
ö
	data_diskè"å
	data_disk×
Ô
h
backup^\
backupR
P
$
copies
copies


cty.Number
(
hours
hours



cty.Number
 
kind
kind


cty.String
"
mount
mount


cty.String
"
size
size


cty.String
.
description
description


cty.String
ì
diskãà
disk×
Ô
h
backup^\
backupR
P
$
copies
copies


cty.Number
(
hours
hours



cty.Number
 
kind
kind


cty.String
"
mount
mount


cty.String
"
size
size


cty.String
(
endpoint
endpoint


cty.String
0
fail_for_test
fail_for_test


cty.Bool
"
image
image


cty.String
4
image_labels$"
image_labels



cty.String
.

image_name 

image_name


cty.String
&
insecure
insecure


cty.Bool
0
keep_on_error
keep_on_error


cty.Bool
,
networks 
networks



cty.String
0

open_ports" 

open_ports



cty.Number
$
region
region


cty.String
6
server_labels%#
server_labels



cty.String
.
server_type
server_type


cty.String
j
sharea"_
shareV
T
(
project
project


cty.String
(
rights
rights



cty.String
0
source_image 
source_image


cty.String
0
ssh_username 
ssh_username


cty.String
"
token
token


cty.String
*
	user_data
	user_data


cty.String